package dev.sotto.gateway.webcall;

import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser's call, as the telephone edge sees it. Call context only.
 *
 * <pre>
 *   OFFERED --answer--> ANSWERED --connected--> TALKING --either side--> ENDED
 *      '---refuse, gone----'---gone, too late------------------------------^
 * </pre>
 */
final class WebCall implements IncomingCall {
    /** Not a name that can be called. */
    private static final String HOST = "browser.invalid";

    private static final int NOT_IMPLEMENTED = 501;

    private final String callId;
    private final String task;
    private final String offer;
    private final InetSocketAddress remote;
    private final Visitor visitor;
    private State state = State.OFFERED;
    private @Nullable CallHandler handler;

    private enum State {
        OFFERED,
        ANSWERED,
        TALKING,
        ENDED
    }

    /** @param task letters, digits and dashes, or empty */
    WebCall(String callId, String task, String offer, InetSocketAddress remote, Visitor visitor) {
        this.callId = callId;
        this.task = task;
        this.offer = offer;
        this.remote = remote;
        this.visitor = visitor;
    }

    @Override
    public void answer(String sdp) {
        if (state == State.OFFERED) {
            state = State.ANSWERED;
            visitor.answered(sdp);
        }
    }

    /** The browser's sound is connected: what ACK is to a telephone. */
    void connected() {
        if (state == State.ANSWERED) {
            state = State.TALKING;
            tell().onAcknowledged(null);
        }
    }

    /** The browser has hung up, or is gone. */
    void gone() {
        if (state == State.ANSWERED || state == State.TALKING) {
            state = State.ENDED;
            tell().onHungUp(null);
        }
        state = State.ENDED;
    }

    /** The browser has not connected in time. */
    void expired() {
        if (state == State.ANSWERED) {
            state = State.ENDED;
            visitor.ended("no connection for the sound");
            tell().onLost("the browser did not connect");
        }
    }

    private CallHandler tell() {
        CallHandler known = handler;
        if (known == null) {
            throw new IllegalStateException("answered without a handler");
        }
        return known;
    }

    @Override
    public void refuse(int status, String reason) {
        if (state == State.OFFERED) {
            state = State.ENDED;
            visitor.refused(status, reason);
        }
    }

    @Override
    public void hangUp(String reason) {
        if (state != State.ENDED) {
            state = State.ENDED;
            visitor.ended(reason);
        }
    }

    /** There is nobody else that a browser could call. */
    @Override
    public void refer(String target) {
        tell().onTransferFailed(NOT_IMPLEMENTED, "A browser's call can't be put through");
    }

    @Override
    public void joined(String conversationId) {
        visitor.joined(conversationId);
    }

    @Override
    public void handler(CallHandler next) {
        handler = next;
    }

    @Override
    public void ringing() {
        // it is answered at once
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public SipUri requestUri() {
        return new SipUri("sip", task.isEmpty() ? null : task, HOST, 0, "", null);
    }

    @Override
    public String user() {
        return task;
    }

    @Override
    public String fromUri() {
        return "sip:visitor@" + HOST;
    }

    @Override
    public @Nullable String fromDisplay() {
        return null;
    }

    @Override
    public String offer() {
        return offer;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }
}
