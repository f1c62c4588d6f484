package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaEngine;
import dev.sotto.media.session.MediaMode;
import dev.sotto.media.session.MediaSession;
import dev.sotto.media.session.NoPortException;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.util.function.BooleanSupplier;

/**
 * The calls of one event loop: their sound with its ports and its clock, their bus address, and what they are made with. Its own
 * loop only, if nothing else is said.
 */
final class CallLoop {
    private final ContextInternal context;
    private final CallSettings settings;
    private final CallVerticle.Parts parts;
    private final Room room;
    private final BooleanSupplier durable;
    private final CallRegistry calls = new CallRegistry();
    private final MediaEngine media;
    private final CallMaker maker;
    private final Placing placing;
    private final MessageConsumer<ToEdge> orders;

    /** Made on its own context. {@code edge}: its bus address. */
    CallLoop(
            Vertx vertx,
            ContextInternal context,
            CallSettings settings,
            CallVerticle.Parts parts,
            Room room,
            String edge,
            CallMaker.Options options,
            CallSide sip) {
        this.context = context;
        this.settings = settings;
        this.parts = parts;
        this.room = room;
        durable = options.durable();
        media = new MediaEngine(
                context.nettyEventLoop(),
                settings.media(),
                parts.ports(),
                parts.narrator(),
                parts.transcriber(),
                parts.mediaMeters());
        maker = new CallMaker(vertx, settings, parts, edge, media, options, this::ended);
        placing = new Placing(maker, calls, room, options, sip);
        orders = vertx.eventBus().consumer(edge, message -> {
            Call call = calls.of(message.body().conversationId());
            if (call != null) {
                call.on(message.body());
            }
        });
    }

    /** Any thread. */
    ContextInternal context() {
        return context;
    }

    /** Runs something here. Any thread. */
    void run(Runnable task) {
        context.runOnContext(go -> task.run());
    }

    /** Has the way of packets compiled. Any thread. */
    void warmUp() {
        media.warmUp();
    }

    /** A call for this loop. */
    void invited(IncomingCall dialog) {
        if (calls.isDraining()) {
            refuse(dialog, 503, "No calls are taken now");
        } else if (!durable.getAsBoolean()) {
            refuse(dialog, 503, "The journal is away for a moment");
        } else if (!room.enter()) {
            refuse(dialog, 503, "All lines are busy");
        } else if (!begin(dialog)) {
            room.leave();
        }
    }

    /** False where it was refused. */
    private boolean begin(IncomingCall dialog) {
        try {
            String user = Trunking.taskFor(dialog);
            if (settings.demo() && user.equals("echo")) {
                tone(dialog, MediaMode.ECHO);
            } else if (settings.demo() && user.equals("prompt")) {
                tone(dialog, MediaMode.PROMPT);
            } else {
                talk(dialog, user);
            }
            return true;
        } catch (SdpException e) {
            int status = e.kind() == SdpException.Kind.MALFORMED ? 400 : 488;
            refuse(dialog, status, String.valueOf(e.getMessage()));
        } catch (NoPortException e) {
            refuse(dialog, 503, "No media port is free");
        }
        return false;
    }

    /**
     * The caller comes by another way now, as at the end of somebody's attended transfer: sound and conversation go on.
     *
     * @return false where that call isn't one of this loop's
     */
    boolean replace(SipCall old, IncomingCall next) {
        Call call = calls.on(old);
        if (call != null) {
            next.mark(CallMaker.CONVERSATION, call.conversationId());
            call.moveTo(next);
        }
        return call != null;
    }

    void refuse(IncomingCall dialog, int status, String reason) {
        parts.callMeters().callRefused(status);
        dialog.refuse(status, reason);
    }

    private void talk(IncomingCall dialog, String user) throws SdpException, NoPortException {
        CallMaker.Made made = maker.incoming(dialog, user);
        Call call = made.call();
        String conversationId = call.conversationId();
        dialog.mark(CallMaker.CONVERSATION, conversationId);
        calls.add(call);
        made.log().began(dialog.remote(), user);
        dialog.joined(conversationId);
        call.take(made.session());
        dialog.answer(made.session().localSdp());
    }

    private void tone(IncomingCall dialog, MediaMode mode) throws SdpException, NoPortException {
        TestTone[] self = new TestTone[1];
        TestTone tone = new TestTone(dialog, () -> {
            calls.remove(self[0]);
            room.leave();
        });
        self[0] = tone;
        MediaSession session = maker.tone(dialog, mode, tone);
        calls.add(tone);
        tone.answer(session);
    }

    void place(Dial dial, Lines.Progress progress) {
        placing.place(dial, progress);
    }

    void hangUp(String conversationId) {
        placing.hangUp(conversationId);
    }

    private void ended(Call call) {
        placing.ended(call);
        if (calls.remove(call)) {
            room.leave();
        }
    }

    /** Calls that live here now. */
    int size() {
        return calls.size();
    }

    Future<Void> drain(String words) {
        return calls.drain(words);
    }

    /** Ends everything. */
    Future<Void> stop() {
        calls.calls().forEach(call -> call.end(Termination.DRAINED, "going down"));
        media.close();
        return orders.unregister();
    }
}
