package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioCodec;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Thousands of callers who only keep the line: no script, no synthesis, no decoding while they do. One event loop, one SIP socket,
 * one {@link Metronome}, and some sound ports for all. Public methods may be called on any thread.
 */
public final class HeldLines {
    private static final int MAX_PAYLOAD = 1280;

    // written once
    private final EventLoop loop;
    private final InetSocketAddress server;
    private final InetAddress local;
    private final Plan plan;
    private final Map<Medium, FrameLoop> sounds;
    private final Metronome metronome;

    // loop only
    private final Map<String, HeldLine> lines = new HashMap<>();
    private final List<List<HeldLine>> beats = new ArrayList<>();
    private final List<SoundPort> ports = new ArrayList<>();
    private final Delays delays = new Delays();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final byte[] payload = new byte[MAX_PAYLOAD];
    private final short[] samples = new short[AudioCodec.MAX_SAMPLES];
    private int opened;
    private @Nullable Channel sip;
    private @Nullable Promise<Void> allOver;
    private boolean leaving;
    private PacketCounts packetsBefore = PacketCounts.NONE;
    private Injected injectedBefore = Injected.NOTHING;
    private long straysBefore;

    /**
     * What the callers are like.
     *
     * @param user whom they dial
     * @param impairment of their lines
     * @param lanes how many of them share a port for their sound; 1 where the server uses one port for many calls
     */
    public record Plan(String user, Impairment impairment, int lanes) {
        public Plan {
            if (lanes < 1) {
                throw new IllegalArgumentException("a port has at least one lane, not " + lanes);
            }
        }
    }

    /**
     * How things stand.
     *
     * @param beats of the metronome, ten in every 20 ms
     * @param lateBeats those that came over 10 ms late: our own share in any lateness
     * @param talking lines that are up
     * @param audible of these, those on which something was heard
     * @param packets of all calls so far
     * @param strays packets from addresses that no call expects
     * @param ends what became of the calls that are over, by reason
     */
    public record Census(
            long beats,
            long lateBeats,
            int talking,
            int audible,
            PacketCounts packets,
            Injected injected,
            long strays,
            Map<String, Integer> ends) {
        /** Both of them together. */
        public Census plus(Census other) {
            Map<String, Integer> all = new TreeMap<>(ends);
            other.ends.forEach((why, count) -> all.merge(why, count, Integer::sum));
            return new Census(
                    beats + other.beats,
                    lateBeats + other.lateBeats,
                    talking + other.talking,
                    audible + other.audible,
                    packets.plus(other.packets),
                    injected.plus(other.injected),
                    strays + other.strays,
                    all);
        }
    }

    private HeldLines(
            EventLoop loop, InetSocketAddress server, InetAddress local, Plan plan, Map<Medium, FrameLoop> sounds) {
        this.loop = loop;
        this.server = server;
        this.local = local;
        this.plan = plan;
        this.sounds = sounds;
        this.metronome = new Metronome(loop, this::nanos, this::beat);
        for (int i = 0; i < Metronome.BEATS; i++) {
            beats.add(new ArrayList<>());
        }
    }

    /** Lines to {@code server} from {@code local}, on the next of Vert.x' event loops. */
    public static Future<HeldLines> open(
            Vertx vertx, InetSocketAddress server, InetAddress local, Plan plan, CallerSounds sounds) {
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        HeldLines made = new HeldLines(loop, server, local, plan, sounds.byMedium());
        Promise<HeldLines> opened = Promise.promise();
        loop.execute(() -> {
            try {
                made.sip = Datagrams.open(loop, local, made::onPacket);
                opened.complete(made);
            } catch (RuntimeException e) {
                opened.fail(e);
            }
        });
        return opened.future();
    }

    /**
     * Calls, now.
     *
     * @param random of this caller alone
     */
    public void dial(Medium medium, SplittableRandom random) {
        loop.execute(() -> {
            leaving = false;
            metronome.start();
            SoundPort port = port();
            int ssrc = random.nextInt();
            String here = NetUtil.toSocketAddressString(new InetSocketAddress(local, Datagrams.port(socket())));
            String callId = word() + "@" + local.getHostAddress();
            var who = new Dialog.Line(plan.user(), NetUtil.toSocketAddressString(server), here, callId, word(), word());
            FrameLoop frames = sound(medium);
            var parts = new HeldLine.Parts(
                    medium,
                    who,
                    medium.describe(local.getHostAddress(), port.number(), ssrc & 0x7FFFFFFFL),
                    port,
                    frames,
                    new BadLine(plan.impairment(), random.split()),
                    ssrc);
            HeldLine line = new HeldLine(this, callId, parts, random.nextInt(frames.frames()));
            lines.put(callId, line);
            beats.get(port.beat()).add(line);
            line.dial(nanos());
        });
    }

    private FrameLoop sound(Medium medium) {
        FrameLoop frames = sounds.get(medium);
        if (frames == null) {
            throw new IllegalArgumentException("no sound was made for " + medium);
        }
        return frames;
    }

    private SoundPort port() {
        for (SoundPort open : ports) {
            if (!open.isFull()) {
                return open;
            }
        }
        SoundPort next = new SoundPort(loop, local, plan.lanes(), opened++ % Metronome.BEATS, this::nanos);
        ports.add(next);
        return next;
    }

    public Future<Census> census() {
        Promise<Census> told = Promise.promise();
        loop.execute(() -> {
            PacketCounts packets = packetsBefore;
            Injected injected = injectedBefore;
            long strays = straysBefore;
            int talking = 0;
            int audible = 0;
            for (HeldLine line : lines.values()) {
                packets = packets.plus(line.counts());
                injected = injected.plus(line.injected());
                talking += line.talking() ? 1 : 0;
                audible += line.talking() && line.audible() ? 1 : 0;
            }
            for (SoundPort port : ports) {
                strays += port.strays();
            }
            told.complete(new Census(
                    metronome.beats(),
                    metronome.late(),
                    talking,
                    audible,
                    packets,
                    injected,
                    strays,
                    Map.copyOf(ends)));
        });
        return told.future();
    }

    /** Ends all calls politely; completes when the last one is over. */
    public Future<Void> hangUp() {
        Promise<Void> done = Promise.promise();
        loop.execute(() -> {
            leaving = true;
            allOver = done;
            new ArrayList<>(lines.values()).forEach(line -> line.hangUp(nanos()));
            rest();
        });
        return done.future();
    }

    /** As {@link #hangUp}, and gives the ports back. */
    public Future<Void> close() {
        return hangUp().map(over -> {
            loop.execute(this::release);
            return null;
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void release() {
        delays.clear();
        ports.forEach(SoundPort::close);
        ports.clear();
        socket().close();
    }

    private void rest() {
        Promise<Void> waiting = allOver;
        if (lines.isEmpty() && waiting != null) {
            allOver = null;
            metronome.stop();
            waiting.complete();
        }
    }

    private void beat(long number, long nowNanos) {
        delays.release(nowNanos);
        List<HeldLine> now = beats.get((int) (number % Metronome.BEATS));
        // from behind, as a line that is over leaves the list
        for (int i = now.size() - 1; i >= 0; i--) {
            now.get(i).tick(nowNanos);
        }
        for (int i = 0; i < ports.size(); i++) {
            ports.get(i).flush();
        }
    }

    private void onPacket(DatagramPacket packet) {
        SipMessage.parse(packet.content().toString(StandardCharsets.UTF_8)).ifPresent(message -> {
            HeldLine line = lines.get(message.header("call-id"));
            if (line != null) {
                line.on(message, nanos());
            } else if (message.method().equals("BYE") && !message.isResponse()) {
                send(message.answer("200 OK", "sip:caller@" + local.getHostAddress(), ""));
            }
        });
    }

    void send(String message) {
        Channel channel = socket();
        DatagramPacket packet = new DatagramPacket(ByteBufUtil.writeUtf8(channel.alloc(), message), server);
        channel.writeAndFlush(packet, channel.voidPromise());
    }

    void sendAt(long dueNanos, SoundPort port, DatagramPacket packet) {
        delays.add(dueNanos, port, packet);
    }

    void over(HeldLine line, Dialog.Over how, int status, String reason) {
        lines.remove(line.callId());
        SoundPort port = line.port();
        beats.get(port.beat()).remove(line);
        if (port.isEmpty()) {
            // the next call gets a fresh one, at which nothing of the last call can arrive
            straysBefore += port.strays();
            ports.remove(port);
            port.close();
        }
        packetsBefore = packetsBefore.plus(line.counts());
        injectedBefore = injectedBefore.plus(line.injected());
        ends.merge(end(line, how, status, reason), 1, Integer::sum);
        rest();
    }

    private String end(HeldLine line, Dialog.Over how, int status, String reason) {
        if (!line.trouble().isEmpty()) {
            return line.trouble();
        }
        if (how == Dialog.Over.REFUSED) {
            return ("refused " + status + " " + reason).strip();
        }
        boolean ours = how == Dialog.Over.WE_HUNG_UP || how == Dialog.Over.CANCELLED;
        return ours && leaving
                ? "held to the end"
                : how.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    byte[] payload() {
        return payload;
    }

    short[] samples() {
        return samples;
    }

    long nanos() {
        return System.nanoTime();
    }

    private Channel socket() {
        Channel channel = sip;
        if (channel == null) {
            throw new IllegalStateException("not open");
        }
        return channel;
    }

    /** Never seeded: a second run's Call-IDs must not be the first one's (RFC 3261 section 8.2.2.2). */
    private static String word() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
