package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A request with its essential headers parsed, and where it came from. */
record IncomingRequest(SipRequest message, Essentials essentials, Hop source) {
    static IncomingRequest of(SipRequest message, Hop source) throws SipSyntaxException {
        return new IncomingRequest(message, Essentials.of(message.headers()), source);
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

    /** Address that it came from. */
    InetSocketAddress remote() {
        return source.address();
    }

    /** Where the response goes: back on its connection, or, over UDP, as the topmost Via says. */
    Hop responseHop() {
        return responseHop(essentials.topVia(), source);
    }

    static Hop responseHop(Via via, Hop source) {
        if (!source.protocol().reliable()) {
            return source.at(via.responseAddress(source.address()));
        }
        // what counts is the connection; when it is gone, who asked may listen where its Via says (18.2.2)
        int port = via.sentBy().port() == 0
                ? source.protocol().defaultPort()
                : via.sentBy().port();
        return source.orAt(new InetSocketAddress(source.address().getAddress(), port));
    }
}
