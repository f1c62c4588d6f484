package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.gateway.sip.SipEndpoint;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.SipTransports;
import dev.sotto.gateway.sip.transport.TlsContexts;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaEngine;
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
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The telephone edge of one event loop: its socket, its media engine, its calls. */
public final class CallVerticle extends VerticleBase implements CallDesk, Lines {
    private static final String DRAIN_WORDS = "I'm sorry, we have to end this call now. Please call again. Goodbye.";
    /** Of the addresses that conversations send to. */
    public static final String EDGE = "sip-0";

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
    private final CallRegistry calls = new CallRegistry();
    private @Nullable Recordings recordings;
    private Trunking trunking = Trunking.open(new SecureRandom());
    private @Nullable MediaEngine media;
    private @Nullable CallMaker maker;
    private @Nullable SipEndpoint sip;
    private @Nullable InetSocketAddress address;
    private Ways ways = (dial, offer) -> Future.failedFuture("no calls are placed here");
    private CallBackRule callBack = CallBackRule.NOBODY;
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

    /** How calls are placed, and who can be called back; before it is deployed. */
    public CallVerticle calling(Ways by, CallBackRule back) {
        ways = by;
        callBack = back;
        return this;
    }

    @Override
    public void place(Dial dial, Progress progress) {
        context.runOnContext(go -> {
            if (placing == null) {
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
            Call call = calls.of(message.body().conversationId());
            if (call != null) {
                call.on(message.body());
            }
        });
        SipEndpoint endpoint = new SipEndpoint(loop, settings.sip(), this::invited, parts.sipMeters());
        sip = endpoint;
        trunking.attach(endpoint);
        CallMaker makes = new CallMaker(
                vertx,
                settings,
                parts,
                parts.addresses().edge(EDGE),
                engine,
                new CallMaker.Options(trunking, callBack, recordings),
                this::ended);
        maker = makes;
        placing = new Placing(makes, calls, this::isFull, ways, endpoint, trunking.load());
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
        if (maker == null || calls.isDraining()) {
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
        if (isFull()) {
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
        Call call = calls.on(old);
        if (call == null) {
            refuse(next, 481, "");
        } else {
            next.mark(CallMaker.CONVERSATION, call.conversationId());
            call.moveTo(next);
        }
    }

    private void refuse(IncomingCall dialog, int status, String reason) {
        parts.callMeters().callRefused(status);
        dialog.refuse(status, reason);
    }

    private void talk(IncomingCall dialog, String user) throws SdpException, NoPortException {
        CallMaker.Made made = maker().incoming(dialog, user);
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
        TestTone tone = new TestTone(dialog, () -> calls.remove(self[0]));
        self[0] = tone;
        MediaSession session = maker().tone(dialog, mode, tone);
        calls.add(tone);
        tone.answer(session);
    }

    private CallMaker maker() {
        CallMaker known = maker;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    private boolean isFull() {
        return calls.size() >= settings.maxCalls();
    }

    private void ended(Call call) {
        if (placing != null) {
            placing.ended(call);
        }
        calls.remove(call);
    }

    /** Takes no new calls and ends those there are, politely; completes when the last one is over. Any thread. */
    public Future<Void> drain() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(go -> {
            SipEndpoint endpoint = sip;
            if (endpoint != null) {
                endpoint.refuseNewCalls(true);
            }
            trunking.stop();
            calls.drain(DRAIN_WORDS).onComplete(promise);
        });
        return promise.future();
    }

    @Override
    public Future<?> stop() {
        calls.calls().forEach(call -> call.end(Termination.DRAINED, "going down"));
        if (media != null) {
            media.close();
        }
        SipEndpoint endpoint = sip;
        return endpoint == null ? Future.succeededFuture() : trunking.stop().eventually(endpoint::close);
    }
}
