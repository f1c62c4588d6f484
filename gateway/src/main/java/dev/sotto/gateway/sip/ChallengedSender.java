package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.auth.DigestClient;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of ours and answers what a server on their way asks for (RFC 3261, 22.2 and 22.3): the same request with
 * credentials, a new branch and the next CSeq. Who sent it hears of the last response only. Loop thread only.
 */
final class ChallengedSender {
    private final SipTransport transport;
    private final TransactionTable transactions;
    private final SipIds ids;
    private final DigestClient digest;

    ChallengedSender(SipTransport transport, TransactionTable transactions, SipIds ids, DigestClient digest) {
        this.transport = transport;
        this.transactions = transactions;
        this.ids = ids;
        this.digest = digest;
    }

    /** A Via of ours for that way, with a branch that was never used. */
    Via via(Hop to) {
        return new Via(
                "SIP/2.0",
                to.protocol().name(),
                transport.addressTowards(to),
                Params.NONE.with("branch", ids.branch()).with("rport", null));
    }

    /**
     * @param request with the Via on top and that CSeq
     * @param credentials null: a challenge is a refusal like any other
     * @param nextCseq the number of a further request of the same dialog or registration
     */
    void send(
            SipRequest request,
            Via via,
            CSeq cseq,
            Hop to,
            @Nullable Credentials credentials,
            LongSupplier nextCseq,
            ClientTransaction.Listener listener) {
        if (credentials == null) {
            transactions.send(request, via, cseq, to, listener);
        } else {
            transactions.send(request, via, cseq, to, new Attempt(request, to, credentials, nextCseq, listener, 1));
        }
    }

    private static SipRequest renumbered(SipRequest request, Via via, CSeq cseq) {
        Map<String, String> changed = new LinkedHashMap<>();
        changed.put(HeaderNames.VIA, via.toString());
        changed.put(HeaderNames.CSEQ, cseq.toString());
        Headers headers = Headers.of(all -> {
            for (Header field : request.headers().fields()) {
                all.add(field.name(), changed.getOrDefault(field.name(), field.value()));
            }
        });
        return new SipRequest(request.method(), request.uri(), headers, request.body());
    }

    private final class Attempt implements ClientTransaction.Listener {
        private final SipRequest request;
        private final Hop to;
        private final Credentials credentials;
        private final LongSupplier nextCseq;
        private final ClientTransaction.Listener listener;
        private final int number;

        Attempt(
                SipRequest request,
                Hop to,
                Credentials credentials,
                LongSupplier nextCseq,
                ClientTransaction.Listener listener,
                int number) {
            this.request = request;
            this.to = to;
            this.credentials = credentials;
            this.nextCseq = nextCseq;
            this.listener = listener;
            this.number = number;
        }

        @Override
        public void onResponse(SipResponse response) {
            Optional<SipRequest> answer = number > DigestClient.MOST_TRIES
                    ? Optional.empty()
                    : digest.authorize(request, response, credentials);
            if (answer.isEmpty()) {
                listener.onResponse(response);
                return;
            }
            CSeq cseq = new CSeq(nextCseq.getAsLong(), request.method());
            Via via = via(to);
            SipRequest again = renumbered(answer.get(), via, cseq);
            listener.onSentAgain(again, cseq.number());
            transactions.send(
                    again, via, cseq, to, new Attempt(again, to, credentials, nextCseq, listener, number + 1));
        }

        @Override
        public void onTimeout() {
            listener.onTimeout();
        }
    }
}
