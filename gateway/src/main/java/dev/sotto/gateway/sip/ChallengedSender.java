package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.auth.DigestClient;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.TransportFailure;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of ours and answers what a server on their way asks for (RFC 3261, 22.2 and 22.3): the same request with
 * credentials, a new branch and the next CSeq, the same way. Who sent it hears of the last response only. Loop thread only.
 */
final class ChallengedSender {
    private final RequestSender sender;
    private final DigestClient digest;

    ChallengedSender(RequestSender sender, DigestClient digest) {
        this.sender = sender;
        this.digest = digest;
    }

    /** A Via of ours for that way, with a branch that was never used. */
    Via via(Hop to) {
        return sender.via(to);
    }

    /**
     * @param hops where it may go, the best first
     * @param request with any Via, which is replaced, and with that CSeq
     * @param credentials null: a challenge is a refusal like any other
     * @param nextCseq the number of a further request of the same dialog or registration
     */
    void send(
            Future<List<Hop>> hops,
            SipRequest request,
            CSeq cseq,
            @Nullable Credentials credentials,
            LongSupplier nextCseq,
            ClientTransaction.Listener listener) {
        if (credentials == null) {
            sender.send(hops, cseq, (via, to) -> request.withVia(via), listener);
        } else {
            new Attempt(request, credentials, nextCseq, listener, 1).send(hops, cseq);
        }
    }

    private static SipRequest renumbered(SipRequest request, CSeq cseq) {
        Headers headers = Headers.of(all -> {
            for (Header field : request.headers().fields()) {
                all.add(field.name(), field.name().equals(HeaderNames.CSEQ) ? cseq.toString() : field.value());
            }
        });
        return new SipRequest(request.method(), request.uri(), headers, request.body());
    }

    /** One sending, by however many ways, and what is made of a challenge to it. */
    private final class Attempt implements ClientTransaction.Listener {
        private final SipRequest request;
        private final Credentials credentials;
        private final LongSupplier nextCseq;
        private final ClientTransaction.Listener listener;
        private final int number;
        private @Nullable Hop way;

        Attempt(
                SipRequest request,
                Credentials credentials,
                LongSupplier nextCseq,
                ClientTransaction.Listener listener,
                int number) {
            this.request = request;
            this.credentials = credentials;
            this.nextCseq = nextCseq;
            this.listener = listener;
            this.number = number;
        }

        void send(Future<List<Hop>> hops, CSeq cseq) {
            sender.send(
                    hops,
                    cseq,
                    (via, to) -> {
                        way = to;
                        return request.withVia(via);
                    },
                    this);
        }

        @Override
        public void onResponse(SipResponse response) {
            Hop to = way;
            Optional<SipRequest> answer = to == null || number > DigestClient.MOST_TRIES
                    ? Optional.empty()
                    : digest.authorize(request, response, credentials);
            if (to == null || answer.isEmpty()) {
                listener.onResponse(response);
                return;
            }
            CSeq cseq = new CSeq(nextCseq.getAsLong(), request.method());
            SipRequest again = renumbered(answer.get(), cseq);
            listener.onSentAgain(again, cseq.number());
            new Attempt(again, credentials, nextCseq, listener, number + 1)
                    .send(Future.succeededFuture(List.of(to)), cseq);
        }

        @Override
        public void onTimeout() {
            listener.onTimeout();
        }

        @Override
        public void onTransportFailure(TransportFailure failure) {
            listener.onTransportFailure(failure);
        }
    }
}
