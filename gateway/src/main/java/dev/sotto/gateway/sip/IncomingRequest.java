package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A request with its essential headers parsed, and where it came from. */
record IncomingRequest(SipRequest message, Essentials essentials, InetSocketAddress remote) {
    static IncomingRequest of(SipRequest message, InetSocketAddress remote) throws SipSyntaxException {
        return new IncomingRequest(message, Essentials.of(message.headers()), remote);
    }

    String method() {
        return message.method();
    }

    boolean is(String method) {
        return message.is(method);
    }

    Headers headers() {
        return message.headers();
    }

    String callId() {
        return essentials.callId();
    }

    long cseq() {
        return essentials.cseq().number();
    }

    String toTag() {
        return essentials.to().tag();
    }

    String fromTag() {
        return essentials.from().tag();
    }

    /** The body where it is a session description, or null. */
    @Nullable
    String sdp() {
        String type = RequestCheck.mediaType(headers().first(HeaderNames.CONTENT_TYPE));
        return type.equals(Reply.SDP) && message.hasBody() ? message.bodyText() : null;
    }

    InetSocketAddress responseAddress() {
        return essentials.topVia().responseAddress(remote);
    }
}
