package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;

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

    InetSocketAddress responseAddress() {
        return essentials.topVia().responseAddress(remote);
    }
}
