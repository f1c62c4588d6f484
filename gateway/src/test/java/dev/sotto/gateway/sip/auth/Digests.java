package dev.sotto.gateway.sip.auth;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.util.List;
import java.util.Random;

/** Requests and challenges of tests, and the client's answer to a challenge of ours. */
final class Digests {
    static final Credentials ANN = new Credentials("ann", "correct horse");

    private Digests() {}

    static SipRequest invite(String uri) {
        return new SipRequest("INVITE", uri, Headers.of(all -> all.add("CSeq", "1 INVITE")), SipMessage.NO_BODY);
    }

    static SipResponse unauthorized(List<String> challenges) {
        return new SipResponse(
                401, "Unauthorized", Headers.of(all -> all.addAll("WWW-Authenticate", challenges)), SipMessage.NO_BODY);
    }

    static SipResponse unauthorized(String... challenges) {
        return unauthorized(List.of(challenges));
    }

    static SipResponse proxyAsks(String... challenges) {
        return new SipResponse(
                407,
                "Proxy Authentication Required",
                Headers.of(all -> all.addAll("Proxy-Authenticate", List.of(challenges))),
                SipMessage.NO_BODY);
    }

    /** That request with the answer of a new client. */
    static SipRequest answered(SipRequest request, SipResponse challenge, Credentials credentials) {
        return new DigestClient(new Random(3))
                .authorize(request, challenge, credentials)
                .orElseThrow();
    }

    static SipRequest with(SipRequest request, String authorization) {
        return new SipRequest(
                request.method(),
                request.uri(),
                Headers.of(all -> all.add("Authorization", authorization)),
                request.body());
    }

    static String authorization(SipRequest request) {
        return String.valueOf(request.headers().first("Authorization"));
    }
}
