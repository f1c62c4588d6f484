package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.OutgoingCall;
import dev.sotto.gateway.sip.OutgoingHandler;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.gateway.sip.SipEndpoint;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.SipTransports;
import dev.sotto.gateway.sip.transport.TlsContexts;
import dev.sotto.media.session.MediaMeters;
import dev.sotto.media.session.MediaPorts;
import dev.sotto.media.speech.Narrator;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.orchestrator.message.Addresses;
import io.netty.channel.EventLoop;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The telephone edge: SIP on one event loop, calls with their sound on one or several.
 *
 * <p>A call lives on the loop that the hash of its Call-ID says, or, where it is ours, of its conversation's name. SIP is not cut:
 * see the package's description.
 */
public final class CallVerticle extends VerticleBase implements CallDesk, Lines {
    private static final String DRAIN_WORDS = "I'm sorry, we have to end this call now. Please call again. Goodbye.";
    private static final String EDGES = "sip-";
    /** Of the addresses that conversations send to: the first loop's, which is good for those whose call isn't there yet. */
    public static final String EDGE = EDGES + 0;
    /** New contexts take turns over all event loops. */
    private static final int TRIES = 64;
    /** Names that differ little shall differ in their loops. */
    private static final int SPREAD = 0x9E3779B9;

    private static final Logger LOG = LoggerFactory.getLogger(CallVerticle.class);

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
    private final Room room;
    private @Nullable Recordings recordings;
    private Trunking trunking = Trunking.open(new SecureRandom());
    private Ways ways = (dial, offer) -> Future.failedFuture("no calls are placed here");
    private CallBackRule callBack = CallBackRule.NOBODY;
    private BooleanSupplier durable = () -> true;

    // written while starting; the first one is on SIP's own loop
    private volatile List<CallLoop> loops = List.of();
    private volatile @Nullable SipEndpoint sip;
    private volatile @Nullable InetSocketAddress address;

    public CallVerticle(CallSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        room = new Room(settings.maxCalls());
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

    /** New conversations are taken only while that is so, asked on any thread: whether facts can be kept. Before it is deployed. */
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
    public Future<?> start() {
        ContextInternal own = (ContextInternal) context;
        SipEndpoint endpoint = new SipEndpoint(own.nettyEventLoop(), settings.sip(), this::invited, parts.sipMeters());
        sip = endpoint;
        trunking.attach(endpoint);
        List<Future<CallLoop>> made = new ArrayList<>();
        for (ContextInternal each : contexts(own)) {
            made.add(loop(made.size(), each, endpoint));
        }
        return Future.all(made)
                .compose(all -> {
                    loops = all.list();
                    return vertx.executeBlocking(this::load, false);
                })
                .compose(tls -> endpoint.bind(settings.host(), settings.port(), tls))
                .onSuccess(bound -> {
                    address = bound;
                    trunking.start(endpoint);
                });
    }

    private @Nullable TlsContexts load() throws Exception {
        loops.get(0).warmUp();
        return TlsContexts.load(settings.sip().transports().tls());
    }

    /** Ours, and as many others as are wanted and there are. */
    private List<ContextInternal> contexts(ContextInternal own) {
        Map<EventLoop, ContextInternal> all = new LinkedHashMap<>();
        all.put(own.nettyEventLoop(), own);
        for (int tries = 0; all.size() < settings.loops() && tries < TRIES * settings.loops(); tries++) {
            ContextInternal next = ((VertxInternal) vertx).createEventLoopContext();
            all.putIfAbsent(next.nettyEventLoop(), next);
        }
        if (all.size() < settings.loops()) {
            LOG.atWarn()
                    .addKeyValue("wanted", settings.loops())
                    .addKeyValue("loops", all.size())
                    .log("calls are spread over fewer event loops than sip.loops says: there are no more");
        }
        return List.copyOf(all.values());
    }

    private Future<CallLoop> loop(int number, ContextInternal there, SipEndpoint endpoint) {
        String edge = parts.addresses().edge(EDGES + number);
        CallMaker.Options options = new CallMaker.Options(trunking, ways, callBack, recordings, durable);
        CallSide side = number == 0 ? new NearSide(ways, endpoint) : new FarSide(ways, endpoint, crossing(there));
        Promise<CallLoop> made = Promise.promise();
        there.runOnContext(go -> made.complete(new CallLoop(vertx, there, settings, parts, room, edge, options, side)));
        return made.future();
    }

    private Crossing crossing(ContextInternal there) {
        return new Crossing(
                task -> context.runOnContext(go -> task.run()), task -> there.runOnContext(go -> task.run()));
    }

    /** Where SIP is reached; known once started. */
    public InetSocketAddress address() {
        InetSocketAddress known = address;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    /** Every way that SIP is reached; known once started. */
    public List<SipTransports.Listening> listening() {
        SipEndpoint endpoint = sip;
        return endpoint == null ? List.of() : endpoint.listening();
    }

    /** How many calls live on each event loop now. Any thread. */
    public Future<List<Integer>> spread() {
        return Future.all(loops.stream().map(loop -> on(loop, loop::size)).toList())
                .map(CompositeFuture::list);
    }

    private static <T> Future<T> on(CallLoop loop, Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        loop.run(() -> answer.complete(question.get()));
        return answer.future();
    }

    /** The same name leads to the same loop, always. */
    private CallLoop loopOf(List<CallLoop> all, String name) {
        return all.get(Math.floorMod(name.hashCode() * SPREAD >>> 16, all.size()));
    }

    @Override
    public void place(Dial dial, Progress progress) {
        List<CallLoop> all = loops;
        if (all.isEmpty()) {
            progress.ended(Termination.UNREACHABLE, 503);
        } else {
            CallLoop loop = loopOf(all, dial.conversationId());
            loop.run(() -> loop.place(dial, progress));
        }
    }

    @Override
    public void hangUp(String conversationId) {
        List<CallLoop> all = loops;
        if (!all.isEmpty()) {
            CallLoop loop = loopOf(all, conversationId);
            loop.run(() -> loop.hangUp(conversationId));
        }
    }

    /** Before this is deployed there are no calls: then a task can only find that out. */
    @Override
    public CallDesk of(String callId) {
        List<CallLoop> all = loops;
        return all.isEmpty() || address == null ? this : new LoopDesk(loopOf(all, callId));
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void take(IncomingCall call) {
        parts.callMeters().callRefused(503);
        call.refuse(503, "No calls are taken now");
    }

    /** SIP's loop. A loop that isn't SIP's gets the call as one that is far away. */
    private void invited(IncomingCall dialog) {
        SipCall replaced = dialog.replaces();
        List<CallLoop> all = loops;
        if (replaced != null) {
            replace(all, 0, replaced, dialog);
            return;
        }
        CallLoop loop = loopOf(all, dialog.callId());
        if (loop == all.get(0)) {
            loop.invited(dialog);
        } else {
            IncomingCall far = new FarIncomingCall(dialog, crossing(loop.context()));
            loop.run(() -> invited(loop, far));
        }
    }

    /** As SIP does it on its own loop: what throws refuses the call. */
    private static void invited(CallLoop loop, IncomingCall far) {
        try {
            loop.invited(far);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("callId", far.callId()).log("taking a call failed");
            far.refuse(500, "");
        }
    }

    /** Asks one loop after another whose call that is: only they know. SIP's loop. */
    private void replace(List<CallLoop> all, int index, SipCall old, IncomingCall next) {
        if (index == all.size()) {
            parts.callMeters().callRefused(481);
            next.refuse(481, "");
        } else if (index == 0) {
            if (!all.get(0).replace(old, next)) {
                replace(all, 1, old, next);
            }
        } else {
            CallLoop loop = all.get(index);
            Crossing crossing = crossing(loop.context());
            IncomingCall far = new FarIncomingCall(next, crossing);
            loop.run(() -> {
                if (!loop.replace(old, far)) {
                    crossing.sip().execute(() -> replace(all, index + 1, old, next));
                }
            });
        }
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
            Future.join(loops.stream()
                            .map(loop -> flat(loop, () -> loop.drain(DRAIN_WORDS)))
                            .toList())
                    .<Void>mapEmpty()
                    .onComplete(promise);
        });
        return promise.future();
    }

    private static <T> Future<T> flat(CallLoop loop, Supplier<Future<T>> task) {
        return on(loop, task).compose(future -> future);
    }

    @Override
    public Future<?> stop() {
        SipEndpoint endpoint = sip;
        Future<?> ended =
                Future.join(loops.stream().map(loop -> flat(loop, loop::stop)).toList());
        return endpoint == null ? ended : ended.eventually(trunking::stop).eventually(endpoint::close);
    }

    /** Calls that don't come by SIP live on that loop. */
    private record LoopDesk(CallLoop loop) implements CallDesk {
        @Override
        public void execute(Runnable task) {
            loop.run(task);
        }

        @Override
        public void take(IncomingCall call) {
            loop.invited(call);
        }
    }

    /** SIP on the loop that the calls are on. */
    private record NearSide(Ways ways, SipEndpoint sip) implements CallSide {
        @Override
        public Future<CallPlan> way(Dial dial, String offer) {
            return ways.to(dial, offer);
        }

        @Override
        public OutgoingCall call(CallPlan plan, OutgoingHandler handler) {
            return sip.call(plan, handler);
        }
    }

    /** SIP on another loop. */
    private record FarSide(Ways ways, SipEndpoint sip, Crossing crossing) implements CallSide {
        @Override
        public Future<CallPlan> way(Dial dial, String offer) {
            Promise<CallPlan> found = Promise.promise();
            crossing.sip()
                    .execute(() -> ways.to(dial, offer)
                            .onComplete(result -> crossing.call().execute(() -> found.handle(result))));
            return found.future();
        }

        @Override
        public OutgoingCall call(CallPlan plan, OutgoingHandler handler) {
            return new FarOutgoingCall(plan, crossing, handler).place(plan, sip::call);
        }
    }
}
