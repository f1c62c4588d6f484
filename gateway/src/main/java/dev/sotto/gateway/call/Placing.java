package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.SipEndpoint;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaEngine;
import dev.sotto.media.session.MediaMode;
import dev.sotto.media.session.MediaSession;
import dev.sotto.media.session.NoPortException;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Places the calls of one telephone edge. Call context only. */
final class Placing {
    private final Vertx vertx;
    private final CallSettings settings;
    private final CallVerticle.Parts parts;
    private final String edge;
    private final MediaEngine media;
    private final SipEndpoint sip;
    private final Ways ways;
    private final AlarmLog alarms;
    private final Map<String, Call> calls;
    private final Consumer<Call> whenEnded;
    private final TrunkLoad load;
    private final @Nullable Recordings recordings;
    private final Map<String, Trunk> over = new HashMap<>();

    Placing(
            Vertx vertx,
            CallSettings settings,
            CallVerticle.Parts parts,
            String edge,
            MediaEngine media,
            SipEndpoint sip,
            Ways ways,
            AlarmLog alarms,
            Map<String, Call> calls,
            Consumer<Call> whenEnded,
            TrunkLoad load,
            @Nullable Recordings recordings) {
        this.load = load;
        this.recordings = recordings;
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
        this.edge = edge;
        this.media = media;
        this.sip = sip;
        this.ways = ways;
        this.alarms = alarms;
        this.calls = calls;
        this.whenEnded = call -> {
            Trunk trunk = over.remove(call.conversationId());
            if (trunk != null) {
                load.end(trunk);
            }
            whenEnded.accept(call);
        };
    }

    void place(Dial dial, Lines.Progress progress) {
        if (calls.size() >= settings.maxCalls() || calls.containsKey(dial.conversationId())) {
            progress.ended(Termination.UNREACHABLE, 503);
            return;
        }
        String id = dial.conversationId();
        CallClock clock = new CallClock(parts.wall(), System::nanoTime);
        CallLog log = new CallLog(id, id, clock, parts.callMeters(), alarms, whenEnded);
        ConversationLink link = new ConversationLink(vertx.eventBus(), parts.addresses(), id, edge).joining();
        Dialling dialling = new Dialling(id, progress);
        Call call = new Call(vertx, id, dialling, link, clock, log, Map.of(), settings.rules());
        call.record(recordings);
        MediaSession session;
        try {
            session = media.open(null, MediaMode.CONVERSATION, call.hearing());
        } catch (SdpException | NoPortException e) {
            progress.ended(Termination.UNREACHABLE, 503);
            return;
        }
        session.attend(new Greeting(
                dial.onMachine(),
                progress,
                who -> link.reached(who, clock.now()),
                termination -> call.end(termination, "not a person")));
        calls.put(id, call);
        log.placed(dial.target());
        dialling.leadsTo(call, session);
        ways.to(dial, session.localSdp())
                .onSuccess(plan -> dial(dialling, call, plan))
                .onFailure(cause -> dialling.unplaceable(String.valueOf(cause.getMessage())));
    }

    /** Meanwhile it may have been called off. */
    private void dial(Dialling dialling, Call call, CallPlan plan) {
        if (calls.get(call.conversationId()) != call) {
            return;
        }
        if (plan.trunk().isKnown() && !load.begin(plan.trunk())) {
            dialling.unplaceable("the trunk " + plan.trunk() + " has as many calls as it may");
        } else {
            if (plan.trunk().isKnown()) {
                over.put(call.conversationId(), plan.trunk());
            }
            dialling.placed(sip.call(plan, dialling));
        }
    }

    void hangUp(String conversationId) {
        Call call = calls.get(conversationId);
        if (call != null) {
            call.end(Termination.ENDED_BY_US, "called off");
        }
    }
}
