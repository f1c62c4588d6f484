package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.OutgoingCall;
import dev.sotto.gateway.sip.OutgoingHandler;
import io.vertx.core.Future;

/** SIP as the calls of one event loop see it, for those that they place. Called, and answered, on that loop. */
interface CallSide {
    /** The way to whom we call. */
    Future<CallPlan> way(Dial dial, String offer);

    /** Places it. The handler may hear of its end before this returns. */
    OutgoingCall call(CallPlan plan, OutgoingHandler handler);
}
