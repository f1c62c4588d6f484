package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaEngine;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.MediaMode;
import dev.sotto.media.session.MediaSession;
import dev.sotto.media.session.NoPortException;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts calls together: the one place that knows what a {@link Call} is made of, in either direction. Call context only. */
final class CallMaker {
    static final String CONVERSATION = "X-Sotto-Conversation";

    private final Vertx vertx;
    private final CallSettings settings;
    private final CallVerticle.Parts parts;
    private final String edge;
    private final MediaEngine media;
    private final Options options;
    private final Consumer<Call> whenEnded;
    private final AlarmLog alarms = new AlarmLog();
    private final KeysInTheOpen keysInTheOpen = new KeysInTheOpen();

    /** What an operator may want of calls beside what they can't be without. */
    record Options(
            Trunking trunking,
            Ways ways,
            CallBackRule callBack,
            @Nullable Recordings recordings,
            BooleanSupplier durable) {}

    /** @param edge the bus address at which conversations reach these calls */
    CallMaker(
            Vertx vertx,
            CallSettings settings,
            CallVerticle.Parts parts,
            String edge,
            MediaEngine media,
            Options options,
            Consumer<Call> whenEnded) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
        this.edge = edge;
        this.media = media;
        this.options = options;
        this.whenEnded = whenEnded;
    }

    /** A call with what it says of itself to the log and to its conversation. */
    record Made(Call call, CallClock clock, CallLog log, ConversationLink link, MediaSession session) {}

    /** One that came in: its sound is open and agreed on; {@code task} is what its number names. */
    Made incoming(IncomingCall dialog, String task) throws SdpException, NoPortException {
        String id = parts.ids().get();
        ConversationLink link = new ConversationLink(vertx.eventBus(), parts.addresses(), id, edge);
        Made made = make(id, dialog.callId(), dialog, link, variables(dialog, task), dialog.offer(), dialog.trunk());
        keysInTheOpen.check(dialog, made.session());
        return made;
    }

    /** One of ours, over that trunk: its session describes what we offer. Its conversation is there already. */
    Made outgoing(Dial dial, SipCall dialling, Trunk trunk) throws SdpException, NoPortException {
        String id = dial.conversationId();
        ConversationLink link = new ConversationLink(vertx.eventBus(), parts.addresses(), id, edge).joining();
        return make(id, id, dialling, link, Map.of(), null, trunk);
    }

    private Made make(
            String id,
            String callId,
            SipCall dialog,
            ConversationLink link,
            Map<String, String> variables,
            @Nullable String offer,
            Trunk trunk)
            throws SdpException, NoPortException {
        CallClock clock = new CallClock(parts.wall(), System::nanoTime);
        CallLog log = new CallLog(callId, id, clock, parts.callMeters(), alarms, whenEnded);
        Call call = new Call(vertx, id, dialog, link, clock, log, variables, settings.rules());
        call.record(options.recordings());
        return new Made(call, clock, log, link, open(offer, MediaMode.CONVERSATION, call.hearing(), trunk));
    }

    /** Sound without a conversation, for measurements. */
    MediaSession tone(IncomingCall dialog, MediaMode mode, MediaListener listener)
            throws SdpException, NoPortException {
        return open(dialog.offer(), mode, listener, dialog.trunk());
    }

    private MediaSession open(@Nullable String offer, MediaMode mode, MediaListener listener, Trunk trunk)
            throws SdpException, NoPortException {
        return media.open(
                offer,
                mode,
                listener,
                options.trunking().formats(trunk, settings.media().formats()));
    }

    private Map<String, String> variables(IncomingCall dialog, String task) {
        boolean trusted =
                dialog.trunk().isTrusted() || settings.rules().trusted().test(dialog.remote());
        Map<String, String> variables = new HashMap<>(CallVariables.of(dialog, trusted));
        // never the caller's to say
        variables.remove("direction");
        variables.put("task", task);
        variables.put("trunk", dialog.trunk().name());
        variables.put("call_back", options.callBack().addressOf(dialog));
        return Map.copyOf(variables);
    }
}
