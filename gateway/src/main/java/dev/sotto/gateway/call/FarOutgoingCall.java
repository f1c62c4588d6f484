package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallFailure;
import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.OutgoingCall;
import dev.sotto.gateway.sip.OutgoingHandler;
import dev.sotto.gateway.sip.SipCall;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call of ours whose event loop isn't SIP's: its orders cross one way, what becomes of it the other. */
final class FarOutgoingCall implements OutgoingCall, OutgoingHandler {
    private final Crossing crossing;
    private final OutgoingHandler hearer;
    private final FarHandler handler;
    private final InetSocketAddress firstHop;

    // SIP's loop only
    private @Nullable OutgoingCall real;

    // the call's loop only; once it is answered
    private String callId = "";
    private @Nullable InetSocketAddress remote;

    FarOutgoingCall(CallPlan plan, Crossing crossing, OutgoingHandler hearer) {
        this.crossing = crossing;
        this.hearer = hearer;
        firstHop = plan.hops().get(0).address();
        handler = new FarHandler(crossing);
    }

    /** Places it on SIP's loop. */
    FarOutgoingCall place(CallPlan plan, BiFunction<CallPlan, OutgoingHandler, OutgoingCall> sip) {
        crossing.sip().execute(() -> {
            handler.described(plan.offer());
            real = sip.apply(plan, this);
        });
        return this;
    }

    private void order(Consumer<OutgoingCall> order) {
        crossing.sip().execute(() -> {
            if (real != null) {
                order.accept(real);
            }
        });
    }

    @Override
    public void onRinging() {
        crossing.call().execute(hearer::onRinging);
    }

    @Override
    public void onEarlyMedia(String sdp) {
        crossing.call().execute(() -> hearer.onEarlyMedia(sdp));
    }

    /** The ACK's event follows at once: it finds the handler that crosses behind this. */
    @Override
    public void onAnswered(OutgoingCall call, String sdp) {
        real = call;
        call.handler(handler);
        String id = call.callId();
        InetSocketAddress peer = call.remote();
        crossing.call().execute(() -> {
            callId = id;
            remote = peer;
            hearer.onAnswered(this, sdp);
        });
    }

    @Override
    public void onFailed(CallFailure failure) {
        crossing.call().execute(() -> hearer.onFailed(failure));
    }

    @Override
    public void giveUp() {
        order(OutgoingCall::giveUp);
    }

    @Override
    public void hangUp(String reason) {
        order(call -> call.hangUp(reason));
    }

    @Override
    public void refer(String target) {
        order(call -> call.refer(target));
    }

    @Override
    public void refer(String target, Map<String, String> headers) {
        order(call -> call.refer(target, headers));
    }

    @Override
    public void referTo(SipCall other) {
        order(call -> call.referTo(other));
    }

    @Override
    public void mark(String name, String value) {
        order(call -> call.mark(name, value));
    }

    @Override
    public void handler(CallHandler next) {
        handler.target(next);
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public InetSocketAddress remote() {
        InetSocketAddress peer = remote;
        return peer == null ? firstHop : peer;
    }
}
