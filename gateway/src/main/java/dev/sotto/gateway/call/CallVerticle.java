package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.gateway.sip.SipEndpoint;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.SipTransports;
import dev.sotto.gateway.sip.transport.TlsContexts;
import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaEngine;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaMode;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.session.MediaSession;
import dev.sotto.media.session.NoPortException;
import dev.sotto.media.speech.Narrator;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.ToEdge;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The telephone edge of one event loop: its socket, its media engine, its calls. */
public final class CallVerticle extends VerticleBase implements CallDesk, Lines {
    private static final String DRAIN_WORDS = "I'm sorry, we have to end this call now. Please call again. Goodbye.";
    /** Of the addresses that conversations send to. */
    public static final String EDGE = "sip-0";

    private static final String CONVERSATION = "X-Sotto-Conversation";

    /** What calls are made with; thread-safe things, shared. */
    public record Parts(
            Addresses addresses,
            MediaPorts ports,
            Narrator narrator,
            @Nullable Transcriber transcriber,
            SipMeters sipMeters,
            MediaMeters mediaMeters,
            CallMeters callMeters,
            InstantSource wall,
            Supplier<String> ids) {}

    private final CallSettings settings;
    private final Parts parts;
    private final Map<String, Call> calls = new HashMap<>();
    private final Set<TestTone> tones = new HashSet<>();
    private final AlarmLog alarms = new AlarmLog();
    private @Nullable Recordings recordings;
    private Trunking trunking = Trunking.open(new SecureRandom());
    private final KeysInTheOpen keysInTheOpen = new KeysInTheOpen();
    private @Nullable MediaEngine media;
    private @Nullable SipEndpoint sip;
    private @Nullable InetSocketAddress address;
    private @Nullable Promise<Void> drained;
    private Ways ways = (dial, offer) -> Future.failedFuture("no calls are placed here");
    private CallBackRule callBack = CallBackRule.NOBODY;
    private BooleanSupplier durable = () -> true;
    private @Nullable Placing placing;

    public CallVerticle(CallSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /** Calls are recorded; before it is deployed. */
    public CallVerticle recordedIn(@Nullable Recordings wanted) {
        recordings = wanted;
        return this;
    }

    /** Calls come and go over those trunks. Before it is deployed. */
    public CallVerticle over(Trunking trunks) {
        trunking = trunks;
        return this;
    }

    /** New conversations are taken only while that is so: whether facts can be kept. Before it is deployed. */
    public CallVerticle whileDurable(BooleanSupplier now) {
        durable = now;
        return this;
    }

    /** How calls are placed, and who can be called back; before it is deployed. */
    public CallVerticle calling(Ways by, CallBackRule back) {
        ways = by;
        callBack = back;
        return this;
    }

    @Override
    public void place(Dial dial, Progress progress) {
        context.runOnContext(go -> {
            if (placing == null || drained != null) {
                progress.ended(Termination.UNREACHABLE, 503);
            } else {
                placing.place(dial, progress);
            }
        });
    }

    @Override
    public void hangUp(String conversationId) {
        context.runOnContext(go -> {
            if (placing != null) {
                placing.hangUp(conversationId);
            }
        });
    }

    @Override
    public Future<?> start() {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        MediaEngine engine = new MediaEngine(
                loop, settings.media(), parts.ports(), parts.narrator(), parts.transcriber(), parts.mediaMeters());
        media = engine;
        vertx.eventBus().<ToEdge>consumer(parts.addresses().edge(EDGE), message -> {
            Call call = calls.get(message.body().conversationId());
            if (call != null) {
                call.on(message.body());
            }
        });
        SipEndpoint endpoint = new SipEndpoint(loop, settings.sip(), this::invited, parts.sipMeters());
        sip = endpoint;
        trunking.attach(endpoint);
        String edge = parts.addresses().edge(EDGE);
        placing = new Placing(
                vertx,
                settings,
                parts,
                edge,
                engine,
                endpoint,
                ways,
                alarms,
                calls,
                this::ended,
                trunking.load(),
                recordings);
        return vertx.executeBlocking(
                        () -> {
                            engine.warmUp();
                            return TlsContexts.load(settings.sip().transports().tls());
                        },
                        false)
                .compose(tls -> endpoint.bind(settings.host(), settings.port(), tls))
                .onSuccess(bound -> {
                    address = bound;
                    trunking.start(endpoint);
                });
    }

    /** Where SIP is reached; known once started. */
    public InetSocketAddress address() {
        if (address == null) {
            throw new IllegalStateException("not started");
        }
        return address;
    }

    /** Every way that SIP is reached; known once started. */
    public List<SipTransports.Listening> listening() {
        return sip == null ? List.of() : sip.listening();
    }

    /** Before this is deployed there are no calls: then a task can only find that out. */
    @Override
    public void execute(Runnable task) {
        if (context == null) {
            task.run();
        } else {
            context.runOnContext(go -> task.run());
        }
    }

    @Override
    public void take(IncomingCall call) {
        if (media == null || drained != null) {
            refuse(call, 503, "No calls are taken now");
        } else {
            invited(call);
        }
    }

    private void invited(IncomingCall dialog) {
        SipCall replaced = dialog.replaces();
        if (replaced != null) {
            replace(replaced, dialog);
            return;
        }
        if (!durable.getAsBoolean()) {
            refuse(dialog, 503, "The journal is away for a moment");
            return;
        }
        if (calls.size() + tones.size() >= settings.maxCalls()) {
            refuse(dialog, 503, "All lines are busy");
            return;
        }
        try {
            String user = Trunking.taskFor(dialog);
            if (settings.demo() && user.equals("echo")) {
                tone(dialog, MediaMode.ECHO);
            } else if (settings.demo() && user.equals("prompt")) {
                tone(dialog, MediaMode.PROMPT);
            } else {
                talk(dialog, user);
            }
        } catch (SdpException e) {
            int status = e.kind() == SdpException.Kind.MALFORMED ? 400 : 488;
            refuse(dialog, status, String.valueOf(e.getMessage()));
        } catch (NoPortException e) {
            refuse(dialog, 503, "No media port is free");
        }
    }

    /** The caller comes by another way now, as at the end of somebody's attended transfer: sound and conversation go on. */
    private void replace(SipCall old, IncomingCall next) {
        for (Call call : calls.values()) {
            if (call.isOn(old)) {
                next.mark(CONVERSATION, call.conversationId());
                call.moveTo(next);
                return;
            }
        }
        refuse(next, 481, "");
    }

    private void refuse(IncomingCall dialog, int status, String reason) {
        parts.callMeters().callRefused(status);
        dialog.refuse(status, reason);
    }

    private void talk(IncomingCall dialog, String user) throws SdpException, NoPortException {
        String conversationId = parts.ids().get();
        CallClock clock = new CallClock(parts.wall(), System::nanoTime);
        CallLog log = new CallLog(dialog.callId(), conversationId, clock, parts.callMeters(), alarms, this::ended);
        String edge = parts.addresses().edge(EDGE);
        ConversationLink link = new ConversationLink(vertx.eventBus(), parts.addresses(), conversationId, edge);
        boolean trusted =
                dialog.trunk().isTrusted() || settings.rules().trusted().test(dialog.remote());
        Map<String, String> variables = new HashMap<>(CallVariables.of(dialog, trusted));
        // never the caller's to say
        variables.remove("direction");
        variables.put("task", user);
        variables.put("trunk", dialog.trunk().name());
        variables.put("call_back", callBack.addressOf(dialog));
        dialog.mark(CONVERSATION, conversationId);
        Call call = new Call(vertx, conversationId, dialog, link, clock, log, Map.copyOf(variables), settings.rules());
        call.record(recordings);
        MediaSession session = open(dialog, MediaMode.CONVERSATION, call.hearing());
        calls.put(conversationId, call);
        log.began(dialog.remote(), user);
        dialog.joined(conversationId);
        keysInTheOpen.check(dialog, session);
        call.take(session);
        dialog.answer(session.localSdp());
    }

    private void tone(IncomingCall dialog, MediaMode mode) throws SdpException, NoPortException {
        TestTone[] self = new TestTone[1];
        TestTone tone = new TestTone(dialog, () -> {
            tones.remove(self[0]);
            checkDrained();
        });
        self[0] = tone;
        MediaSession session = open(dialog, mode, tone);
        tones.add(tone);
        tone.answer(session);
    }

    private MediaSession open(IncomingCall dialog, MediaMode mode, MediaListener listener)
            throws SdpException, NoPortException {
        MediaEngine engine = media;
        if (engine == null) {
            throw new IllegalStateException("not started");
        }
        List<String> codecs = dialog.trunk().codecs();
        FormatPreference formats =
                codecs.isEmpty() ? settings.media().formats() : FormatPreference.parse(String.join(", ", codecs));
        return engine.open(dialog.offer(), mode, listener, formats);
    }

    private void ended(Call call) {
        calls.remove(call.conversationId());
        checkDrained();
    }

    private void checkDrained() {
        Promise<Void> waiting = drained;
        if (waiting != null && calls.isEmpty() && tones.isEmpty()) {
            waiting.tryComplete();
        }
    }

    /** Takes no new calls and ends those there are, politely; completes when the last one is over. Any thread. */
    public Future<Void> drain() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(go -> {
            drained = promise;
            SipEndpoint endpoint = sip;
            if (endpoint != null) {
                endpoint.refuseNewCalls(true);
            }
            trunking.stop();
            new ArrayList<>(calls.values()).forEach(call -> call.drain(DRAIN_WORDS));
            new ArrayList<>(tones).forEach(tone -> tone.hangUp("going down"));
            checkDrained();
        });
        return promise.future();
    }

    @Override
    public Future<?> stop() {
        new ArrayList<>(calls.values()).forEach(call -> call.end(Termination.DRAINED, "going down"));
        if (media != null) {
            media.close();
        }
        SipEndpoint endpoint = sip;
        return endpoint == null ? Future.succeededFuture() : trunking.stop().eventually(endpoint::close);
    }
}
