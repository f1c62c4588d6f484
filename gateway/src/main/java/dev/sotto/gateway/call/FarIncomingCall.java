package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that came in, on an event loop that isn't SIP's: facts of its INVITE never change and are read here, orders cross. Made
 * on SIP's loop, used on the call's.
 */
final class FarIncomingCall implements IncomingCall {
    private final IncomingCall real;
    private final Crossing crossing;
    private final FarHandler handler;
    private final String fromUri;
    private final @Nullable String fromDisplay;

    FarIncomingCall(IncomingCall real, Crossing crossing) {
        this.real = real;
        this.crossing = crossing;
        fromUri = real.fromUri();
        fromDisplay = real.fromDisplay();
        handler = new FarHandler(crossing);
        real.handler(handler);
    }

    /** Whether that is the call as SIP knows it. */
    boolean isFor(SipCall other) {
        return real == other;
    }

    private void order(Runnable order) {
        crossing.sip().execute(order);
    }

    @Override
    public void answer(String sdp) {
        order(() -> {
            handler.described(sdp);
            real.answer(sdp);
        });
    }

    @Override
    public void progress(String sdp) {
        order(() -> {
            handler.described(sdp);
            real.progress(sdp);
        });
    }

    @Override
    public void ringing() {
        order(real::ringing);
    }

    @Override
    public void refuse(int status, String reason) {
        order(() -> real.refuse(status, reason));
    }

    @Override
    public void hangUp(String reason) {
        order(() -> real.hangUp(reason));
    }

    @Override
    public void refer(String target) {
        order(() -> real.refer(target));
    }

    @Override
    public void refer(String target, Map<String, String> headers) {
        order(() -> real.refer(target, headers));
    }

    @Override
    public void referTo(SipCall other) {
        SipCall there = other instanceof FarIncomingCall far ? far.real : other;
        order(() -> real.referTo(there));
    }

    @Override
    public void mark(String name, String value) {
        order(() -> real.mark(name, value));
    }

    @Override
    public void joined(String conversationId) {
        order(() -> real.joined(conversationId));
    }

    @Override
    public void handler(CallHandler next) {
        handler.target(next);
    }

    @Override
    public String callId() {
        return real.callId();
    }

    @Override
    public InetSocketAddress remote() {
        return real.remote();
    }

    @Override
    public SipUri requestUri() {
        return real.requestUri();
    }

    @Override
    public String user() {
        return real.user();
    }

    @Override
    public String fromUri() {
        return fromUri;
    }

    @Override
    public @Nullable String fromDisplay() {
        return fromDisplay;
    }

    @Override
    public @Nullable String offer() {
        return real.offer();
    }

    @Override
    public Optional<String> header(String name) {
        return real.header(name);
    }

    @Override
    public List<Header> headers() {
        return real.headers();
    }

    @Override
    public Trunk trunk() {
        return real.trunk();
    }

    @Override
    public @Nullable SipCall replaces() {
        return real.replaces();
    }
}
