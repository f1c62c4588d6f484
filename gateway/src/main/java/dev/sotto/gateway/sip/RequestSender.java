package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipWriter;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipTransport;
import dev.sotto.gateway.sip.transport.TransportFailure;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Sends a request of ours to the first of its hops that takes it: each try is a transaction with a Via of its own, and a 503, a
 * failure of the transport or a time-out without a word leads to the next (RFC 3263, 4.3). What is too long for UDP goes by TCP
 * first (RFC 3261, 18.1.1). Loop thread only.
 */
final class RequestSender {
    /** Longest request over UDP where the path's MTU is unknown (18.1.1). */
    static final int MAX_UDP_BYTES = 1300;

    private final SipTransport transport;
    private final TransactionTable transactions;
    private final SipIds ids;

    RequestSender(SipTransport transport, TransactionTable transactions, SipIds ids) {
        this.transport = transport;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * @param hops where it may go, the best first; if there are none, the listener hears of a transport failure
     * @param build the request with that Via on top; asked anew for every try, with the hop that it is for
     * @return sees to it that no further way is tried; what is under way goes on
     */
    Runnable send(Future<List<Hop>> hops, CSeq cseq, Build build, ClientTransaction.Listener listener) {
        Attempt attempt = new Attempt(cseq, build, listener);
        hops.onComplete(
                found -> attempt.along(ways(found, build))
                        .next(new TransportFailure(TransportFailure.Kind.UNSUPPORTED, "no hop")),
                cause -> listener.onTransportFailure(
                        new TransportFailure(TransportFailure.Kind.REFUSED, String.valueOf(cause.getMessage()))));
        return attempt::noFurther;
    }

    /** An ACK: to the first hop, once, with the branch that it has (RFC 3261, 13.2.2.4). */
    void sendOnce(Future<List<Hop>> hops, SipRequest ack) {
        hops.onSuccess(found -> {
            if (!found.isEmpty()) {
                Hop to = found.get(0);
                Via fresh = via(to);
                transport.send(
                        ack.withVia(new Via(fresh.protocol(), fresh.transport(), fresh.sentBy(), viaOf(ack))), to);
            }
        });
    }

    private static Params viaOf(SipRequest request) {
        try {
            return Via.parse(String.valueOf(request.headers().first(HeaderNames.VIA)))
                    .params();
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("our own Via", e);
        }
    }

    /** Our Via for a request over that hop, with a branch of its own. */
    Via via(Hop to) {
        return new Via(
                "SIP/2.0",
                to.protocol().name(),
                transport.addressTowards(to),
                Params.NONE.with("branch", ids.branch()).with("rport", null));
    }

    /** Makes the request for one try; also the place to remember what a CANCEL needs. */
    interface Build {
        SipRequest with(Via via, Hop to);
    }

    /** @param afterRefusal only where the way before it was refused: UDP for what TCP should have carried */
    private record Way(Hop hop, boolean afterRefusal) {}

    private Deque<Way> ways(List<Hop> hops, Build build) {
        Deque<Way> ways = new ArrayDeque<>();
        for (Hop hop : hops) {
            boolean tooLong =
                    hop.protocol() == Protocol.UDP && SipWriter.length(build.with(via(hop), hop)) > MAX_UDP_BYTES;
            if (tooLong) {
                ways.add(new Way(hop.by(Protocol.TCP), false));
            }
            ways.add(new Way(hop, tooLong));
        }
        return ways;
    }

    /** The ways that are left, and who hears of the last one. */
    private final class Attempt {
        private final CSeq cseq;
        private final Build build;
        private final ClientTransaction.Listener listener;
        private Deque<Way> left = new ArrayDeque<>();
        private boolean calledOff;

        Attempt(CSeq cseq, Build build, ClientTransaction.Listener listener) {
            this.cseq = cseq;
            this.build = build;
            this.listener = listener;
        }

        Attempt along(Deque<Way> ways) {
            if (!calledOff) {
                left = ways;
            }
            return this;
        }

        void noFurther() {
            calledOff = true;
            left.clear();
        }

        void next(TransportFailure last) {
            Way way = left.poll();
            if (way == null) {
                listener.onTransportFailure(last);
                return;
            }
            Via via = via(way.hop());
            transactions.send(build.with(via, way.hop()), via, cseq, way.hop(), new Try(this));
        }

        private void skipTwin() {
            if (!left.isEmpty() && left.element().afterRefusal()) {
                left.remove();
            }
        }
    }

    /** One transaction's outcome: the listener's, or the next way's. */
    private static final class Try implements ClientTransaction.Listener {
        private static final int UNAVAILABLE = 503;

        private final Attempt attempt;
        private boolean answered;
        private boolean passedOn;

        Try(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void onResponse(SipResponse response) {
            answered = true;
            if (passedOn) {
                return;
            }
            attempt.skipTwin();
            if (response.status() == UNAVAILABLE && !attempt.left.isEmpty()) {
                passedOn = true;
                attempt.next(new TransportFailure(TransportFailure.Kind.REFUSED, response.toString()));
            } else {
                attempt.listener.onResponse(response);
            }
        }

        @Override
        public void onTimeout() {
            attempt.skipTwin();
            if (answered || attempt.left.isEmpty()) {
                attempt.listener.onTimeout();
            } else {
                attempt.next(new TransportFailure(TransportFailure.Kind.LOST, "no answer"));
            }
        }

        @Override
        public void onTransportFailure(TransportFailure failure) {
            attempt.next(failure);
        }
    }
}
