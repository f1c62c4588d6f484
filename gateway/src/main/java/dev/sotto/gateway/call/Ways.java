package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import io.vertx.core.Future;

/** The way to whom we call: which proxy or trunk, with which credentials and as whom. Call context only. */
public interface Ways {
    /** Fails where there is none. */
    Future<CallPlan> to(Dial dial, String offer);
}
