package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;

/** A request or a response (RFC 3261, 7). Content-Length is not among the headers: the body's length says it. */
public sealed interface SipMessage permits SipRequest, SipResponse {
    byte[] NO_BODY = {};

    Headers headers();

    byte[] body();

    default String bodyText() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    default boolean hasBody() {
        return body().length > 0;
    }
}
