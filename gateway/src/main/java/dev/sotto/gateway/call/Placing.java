package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.NoPortException;
import java.util.HashMap;
import java.util.Map;

/** Places the calls of one event loop. Call context only. */
final class Placing {
    private final CallMaker maker;
    private final CallRegistry calls;
    private final Room room;
    private final Ways ways;
    private final CallSide sip;
    private final TrunkLoad load;
    private final Map<Call, Trunk> over = new HashMap<>();

    Placing(CallMaker maker, CallRegistry calls, Room room, CallMaker.Options options, CallSide sip) {
        this.maker = maker;
        this.calls = calls;
        this.room = room;
        this.sip = sip;
        ways = options.ways();
        load = options.trunking().load();
    }

    void place(Dial dial, Lines.Progress progress) {
        if (calls.isDraining() || calls.of(dial.conversationId()) != null || !room.enter()) {
            progress.ended(Termination.UNREACHABLE, 503);
            return;
        }
        Dialling dialling = new Dialling(dial.conversationId(), progress);
        CallMaker.Made made;
        try {
            made = maker.outgoing(dial, dialling, ways.trunkOf(dial));
        } catch (SdpException | NoPortException e) {
            room.leave();
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
        sip.way(dial, made.session().localSdp())
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
