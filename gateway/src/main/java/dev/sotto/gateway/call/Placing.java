package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.SipEndpoint;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.NoPortException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Places the calls of one event loop. Call context only. */
final class Placing {
    private final CallMaker maker;
    private final CallRegistry calls;
    private final BooleanSupplier full;
    private final Ways ways;
    private final SipEndpoint sip;
    private final TrunkLoad load;
    private final Map<Call, Trunk> over = new HashMap<>();

    /** @param full whether there are as many calls as there may be */
    Placing(CallMaker maker, CallRegistry calls, BooleanSupplier full, Ways ways, SipEndpoint sip, TrunkLoad load) {
        this.maker = maker;
        this.calls = calls;
        this.full = full;
        this.ways = ways;
        this.sip = sip;
        this.load = load;
    }

    void place(Dial dial, Lines.Progress progress) {
        if (calls.isDraining() || full.getAsBoolean() || calls.of(dial.conversationId()) != null) {
            progress.ended(Termination.UNREACHABLE, 503);
            return;
        }
        Dialling dialling = new Dialling(dial.conversationId(), progress);
        CallMaker.Made made;
        try {
            made = maker.outgoing(dial, dialling, ways.trunkOf(dial));
        } catch (SdpException | NoPortException e) {
            progress.ended(Termination.UNREACHABLE, 503);
            return;
        }
        Call call = made.call();
        made.session()
                .attend(new Greeting(
                        dial.onMachine(),
                        progress,
                        who -> made.link().reached(who, made.clock().now()),
                        termination -> call.end(termination, "not a person")));
        calls.add(call);
        made.log().placed(dial.target());
        dialling.leadsTo(call, made.session());
        ways.to(dial, made.session().localSdp())
                .onSuccess(plan -> dial(dialling, call, plan))
                .onFailure(cause -> dialling.unplaceable(String.valueOf(cause.getMessage())));
    }

    /** Meanwhile it may have been called off. */
    private void dial(Dialling dialling, Call call, CallPlan plan) {
        if (!calls.has(call)) {
            return;
        }
        if (plan.trunk().isKnown() && !load.begin(plan.trunk())) {
            dialling.unplaceable("the trunk " + plan.trunk() + " has as many calls as it may");
        } else {
            if (plan.trunk().isKnown()) {
                over.put(call, plan.trunk());
            }
            dialling.placed(sip.call(plan, dialling));
        }
    }

    void hangUp(String conversationId) {
        Call call = calls.of(conversationId);
        if (call != null) {
            call.end(Termination.ENDED_BY_US, "called off");
        }
    }

    /** A call is over, of ours or not. */
    void ended(Call call) {
        Trunk trunk = over.remove(call);
        if (trunk != null) {
            load.end(trunk);
        }
    }
}
