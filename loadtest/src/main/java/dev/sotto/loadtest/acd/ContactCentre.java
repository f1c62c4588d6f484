package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.phone.Datagrams;
import dev.sotto.loadtest.phone.SipMessage;
import dev.sotto.loadtest.phone.SpokenPhrase;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Timeline;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contact centre that answers calls over SIP, keeps them in a queue with music, and has people talk to one caller at a time.
 * One event loop, one SIP socket and one tick for all calls. Public methods may be called on any thread.
 */
public final class ContactCentre {
    private static final Logger LOG = LoggerFactory.getLogger(ContactCentre.class);
    private static final long FRAME_NANOS = 20_000_000;

    // written once
    private final EventLoop loop;
    private final InetAddress local;
    private final Plan plan;
    private final Phrases phrases;
    private final SpokenPhrase music = QueueMusic.phrase();
    private final SplittableRandom random = new SplittableRandom();
    private final long openedNanos = System.nanoTime();
    private final Promise<Void> gone = Promise.promise();

    // loop only
    private final Map<String, CentreCall> calls = new HashMap<>();
    private final List<ServedCall> served = new ArrayList<>();
    private final Timeline queue = new Timeline();
    private final Timeline busy = new Timeline();
    private final Floor<CentreCall> floor;
    private @Nullable Channel sip;
    private long dueNanos;
    private boolean ticking;
    private boolean closing;

    /**
     * What it is like.
     *
     * @param people at work, each with one call at a time
     * @param screenPop finds out what a call is about; a failure means that nothing is known. Asked when the call comes in; any
     *     thread may complete it
     * @param systems where bookings go
     * @param whisper told what is said
     * @param listener told each call once it is over, on the loop
     * @param ringing from INVITE to the answer: by default the queue answers at once
     * @param turnGap how long a person waits when a caller has stopped speaking: default 250 ms
     * @param lines calls at once; more are refused with 486
     */
    public record Plan(
            int people,
            HumanTimes times,
            Decisions decisions,
            Dialogues dialogues,
            Function<Arrival, Future<ScreenPop>> screenPop,
            Booking.Systems systems,
            Whisper whisper,
            Consumer<ServedCall> listener,
            Duration ringing,
            Duration turnGap,
            int lines) {
        private static final int MOST_LINES = 2_000;

        /** People of the demo shop, who enter nothing in its systems; nobody is told anything. */
        public static Plan of(
                int people, HumanTimes times, Decisions decisions, Function<Arrival, Future<ScreenPop>> screenPop) {
            return new Plan(
                    people,
                    times,
                    decisions,
                    Dialogues.shipped(),
                    screenPop,
                    Booking.Systems.NONE,
                    Whisper.NOBODY,
                    call -> {},
                    Duration.ZERO,
                    Duration.ofMillis(250),
                    MOST_LINES);
        }

        public Plan with(Whisper other) {
            return new Plan(
                    people, times, decisions, dialogues, screenPop, systems, other, listener, ringing, turnGap, lines);
        }

        public Plan with(Booking.Systems other) {
            return new Plan(
                    people, times, decisions, dialogues, screenPop, other, whisper, listener, ringing, turnGap, lines);
        }

        public Plan with(Dialogues other) {
            return new Plan(
                    people, times, decisions, other, screenPop, systems, whisper, listener, ringing, turnGap, lines);
        }

        /** Told each call once it is over. */
        public Plan telling(Consumer<ServedCall> other) {
            return new Plan(
                    people, times, decisions, dialogues, screenPop, systems, whisper, other, ringing, turnGap, lines);
        }

        /** Rings for so long before it answers. */
        public Plan ringing(Duration other) {
            return new Plan(
                    people, times, decisions, dialogues, screenPop, systems, whisper, listener, other, turnGap, lines);
        }

        Talk.Manner manner() {
            return new Talk.Manner(times, decisions, turnGap);
        }
    }

    private ContactCentre(EventLoop loop, InetAddress local, Plan plan, Phrases phrases) {
        this.loop = loop;
        this.local = local;
        this.plan = plan;
        this.phrases = phrases;
        this.floor = new Floor<>(plan.people(), call -> call.take(nanos()));
    }

    /** Learns what is said, on a worker, and opens a SIP port of its own at {@code local}. */
    public static Future<ContactCentre> open(Vertx vertx, Voice voice, InetAddress local, Plan plan) {
        return vertx.executeBlocking(() -> Phrases.learn(voice, plan.dialogues().phrases()))
                .compose(phrases -> {
                    EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
                    return new ContactCentre(loop, local, plan, phrases).listen();
                });
    }

    private Future<ContactCentre> listen() {
        Promise<ContactCentre> opened = Promise.promise();
        loop.execute(() -> {
            try {
                sip = Datagrams.open(loop, local, this::onPacket);
                changed();
                opened.complete(this);
            } catch (RuntimeException e) {
                opened.fail(e);
            }
        });
        return opened.future();
    }

    /** Where it is to be called, over UDP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(local, Datagrams.port(socket()));
    }

    /** A URI for Refer-To: {@code sip:user@host:port}. */
    public String uri(String user) {
        return "sip:" + user + "@" + here();
    }

    /** How it did until now. */
    public Future<CentreFigures> figures() {
        Promise<CentreFigures> told = Promise.promise();
        loop.execute(() ->
                told.complete(new CentreFigures(plan.people(), since(nanos()), List.copyOf(served), queue, busy)));
        return told.future();
    }

    /** Hangs up on everybody, waits for their signalling to end, and closes the port. Tells how it did. */
    public Future<CentreFigures> close() {
        loop.execute(() -> {
            closing = true;
            new ArrayList<>(calls.values()).forEach(call -> call.hangUp(nanos()));
            closeWhenEmpty();
        });
        return gone.future().compose(closed -> figures());
    }

    private void onPacket(DatagramPacket packet) {
        InetSocketAddress from = packet.sender();
        SipMessage.parse(packet.content().toString(StandardCharsets.UTF_8)).ifPresent(message -> {
            CentreCall call = calls.get(message.header("call-id"));
            if (call != null) {
                call.on(message, nanos());
            } else if (!message.isResponse()) {
                unknown(message, from);
            }
        });
    }

    private void unknown(SipMessage message, InetSocketAddress from) {
        switch (message.method()) {
            case "INVITE" -> invited(message, from);
            case "OPTIONS" -> send(message.answer("200 OK", "sip:people@" + here(), ""), from);
            case "ACK" -> {}
            default -> send(message.answer("481 Call/Transaction Does Not Exist", "sip:people@" + here(), ""), from);
        }
    }

    private void invited(SipMessage invite, InetSocketAddress from) {
        if (closing || calls.size() >= plan.lines()) {
            send(invite.answer("486 Busy Here", "sip:people@" + here(), ""), from);
            return;
        }
        Arrival arrival = arrival(invite);
        CentreCall call = new CentreCall(this, invite, arrival, from, random.nextInt(), nanos());
        calls.put(call.callId(), call);
        call.begin(invite.body(), nanos());
        plan.screenPop()
                .apply(arrival)
                .onComplete(known -> loop.execute(() -> {
                    if (known.failed()) {
                        LOG.atWarn()
                                .addKeyValue("callId", call.callId())
                                .addKeyValue("cause", String.valueOf(known.cause()))
                                .log("Nothing is known of a call");
                    }
                    call.knows(known.succeeded() ? known.result() : ScreenPop.unknown(-1));
                }));
        startTicking();
    }

    private static Arrival arrival(SipMessage invite) {
        Map<String, String> extensions = new HashMap<>();
        invite.headers().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                extensions.put(name, values.get(0));
            }
        });
        String uri = invite.startLine().split(" ", 3)[1];
        String user = uri.replaceFirst("^sips?:", "").replaceFirst("@.*", "");
        return new Arrival(invite.header("call-id"), user, extensions);
    }

    void queued(CentreCall call) {
        floor.joins(call);
        changed();
    }

    /** The line is given up; the person, if there was one, is busy for a while yet. */
    void over(CentreCall call) {
        ServedCall result = call.served(closing, nanos());
        served.add(result);
        if (call.isTaken()) {
            loop.schedule(this::wrappedUp, result.wrapUp().toNanos(), TimeUnit.NANOSECONDS)
                    .addListener(done -> {});
        } else {
            floor.left(call);
        }
        changed();
        plan.listener().accept(result);
    }

    private void wrappedUp() {
        floor.free();
        changed();
    }

    void forget(CentreCall call) {
        calls.remove(call.callId());
        closeWhenEmpty();
    }

    private void closeWhenEmpty() {
        if (closing && calls.isEmpty()) {
            socket().close();
            gone.tryComplete();
        }
    }

    private void changed() {
        Duration now = since(nanos());
        queue.at(now, floor.queued());
        busy.at(now, floor.busy());
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            dueNanos = nanos() + FRAME_NANOS;
            scheduleTick();
        }
    }

    private void tick() {
        if (calls.isEmpty()) {
            ticking = false;
            return;
        }
        new ArrayList<>(calls.values()).forEach(call -> call.tick(nanos()));
        dueNanos += FRAME_NANOS;
        scheduleTick();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void scheduleTick() {
        loop.schedule(this::tick, Math.max(0, dueNanos - nanos()), TimeUnit.NANOSECONDS);
    }

    void send(String message, InetSocketAddress to) {
        Channel channel = socket();
        DatagramPacket packet = new DatagramPacket(ByteBufUtil.writeUtf8(channel.alloc(), message), to);
        channel.writeAndFlush(packet, channel.voidPromise());
    }

    EventLoop loop() {
        return loop;
    }

    InetAddress local() {
        return local;
    }

    String here() {
        return NetUtil.toSocketAddressString(address());
    }

    Plan plan() {
        return plan;
    }

    Phrases phrases() {
        return phrases;
    }

    SpokenPhrase music() {
        return music;
    }

    long nanos() {
        return System.nanoTime();
    }

    Duration since(long nanos) {
        return Duration.ofNanos(nanos - openedNanos);
    }

    private Channel socket() {
        Channel channel = sip;
        if (channel == null) {
            throw new IllegalStateException("not open");
        }
        return channel;
    }
}
