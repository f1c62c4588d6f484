package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.trunk.Trunk;
import io.vertx.core.Future;

/** The way to whom we call: which proxy or trunk, with which credentials and as whom. Call context only. */
public interface Ways {
    /** Over whose lines it goes, as far as that is known before there is an offer: it says which codecs are offered. */
    default Trunk trunkOf(Dial dial) {
        return Trunk.NOBODY;
    }

    /** Fails where there is none. */
    Future<CallPlan> to(Dial dial, String offer);
}
