package dev.sotto.loadtest.phone;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places calls. One event loop, one SIP socket and one tick for all callers, so that a thousand of them cost little and none
 * has a rhythm of its own. Public methods may be called on any thread.
 */
public final class Telephone {
    private static final long FRAME_NANOS = 20_000_000;
    private static final long LATE_NANOS = 10_000_000;

    // written once
    private final EventLoop loop;
    private final Voice voice;
    private final InetSocketAddress server;
    private final InetAddress local;
    /** Never seeded by a run: a second run's Call-IDs must not be the first one's (RFC 3261 section 8.2.2.2). */
    private final SplittableRandom random = new SplittableRandom();

    // loop only
    private final Set<VirtualCaller> callers = new LinkedHashSet<>();
    /** By the Call-ID of each leg. */
    private final Map<String, VirtualCaller> lines = new HashMap<>();

    private final Runnable onTick = this::tick;
    private @Nullable Channel sip;
    private long dueNanos;
    private boolean ticking;
    private boolean closed;
    private long ticks;
    private long lateTicks;

    private Telephone(EventLoop loop, Voice voice, InetSocketAddress server, InetAddress local) {
        this.loop = loop;
        this.voice = voice;
        this.server = server;
        this.local = local;
    }

    /** A telephone that calls {@code server} from {@code local}. */
    public static Future<Telephone> open(Vertx vertx, Voice voice, InetSocketAddress server, InetAddress local) {
        // a context of its own: the next of Vert.x' loops
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        Telephone telephone = new Telephone(loop, voice, server, local);
        Promise<Telephone> opened = Promise.promise();
        loop.execute(() -> {
            try {
                telephone.sip = Datagrams.open(loop, local, telephone::onPacket);
                opened.complete(telephone);
            } catch (RuntimeException e) {
                opened.fail(e);
            }
        });
        return opened.future();
    }

    /** Dials {@code user} and plays {@code script} once answered. The voice must have learnt the script. */
    public Future<VirtualCaller> call(String user, Script script) {
        return call(Dial.to(user), script);
    }

    /** The same to any server and with headers of one's own. */
    public Future<VirtualCaller> call(Dial dial, Script script) {
        Promise<VirtualCaller> dialled = Promise.promise();
        loop.execute(() -> {
            try {
                dialled.complete(dial(dial, script));
            } catch (RuntimeException e) {
                dialled.fail(e);
            }
        });
        return dialled.future();
    }

    /**
     * Passes on what is being said on the line with this Call-ID, first leg or second; nothing happens where there is none. Any
     * thread. See {@link VirtualCaller#understood}.
     */
    public void understood(String callId, String from, String text) {
        run(() -> {
            VirtualCaller caller = lines.get(callId);
            if (caller != null) {
                caller.understood(from, text);
            }
        });
    }

    private VirtualCaller dial(Dial dial, Script script) {
        VirtualCaller caller = new VirtualCaller(this, dial, script, random.nextInt(), random.nextInt());
        callers.add(caller);
        caller.dial(nanos());
        if (!ticking) {
            ticking = true;
            dueNanos = nanos() + FRAME_NANOS;
            scheduleTick();
        }
        return caller;
    }

    /** How things stand now. */
    public Future<Census> census() {
        Promise<Census> told = Promise.promise();
        loop.execute(() -> {
            int sounding = 0;
            PacketCounts sum = PacketCounts.NONE;
            for (VirtualCaller caller : callers) {
                PacketCounts counts = caller.packets();
                sum = sum.plus(counts);
                sounding += counts.packets() > 0 ? 1 : 0;
            }
            told.complete(new Census(ticks, lateTicks, sounding, sum));
        });
        return told.future();
    }

    /**
     * The telephone's own punctuality, and the lines that are open.
     *
     * @param ticks of 20 ms since it was opened
     * @param lateTicks those that came over 10 ms late: our own share in any lateness
     * @param sounding open lines on which sound has come
     * @param packets of all open lines
     */
    public record Census(long ticks, long lateTicks, int sounding, PacketCounts packets) {}

    /** Ends all calls politely and closes the socket when the last one is over. */
    public Future<Void> close() {
        Promise<Void> gone = Promise.promise();
        loop.execute(() -> {
            List<Future<?>> over = new ArrayList<>();
            new ArrayList<>(callers).forEach(caller -> {
                over.add(caller.result());
                caller.hangUp();
            });
            Future<?> all = over.isEmpty() ? Future.succeededFuture() : Future.join(over);
            all.onComplete(done -> loop.execute(() -> {
                closed = true;
                socket().close();
                gone.complete();
            }));
        });
        return gone.future();
    }

    private void tick() {
        long now = nanos();
        if (callers.isEmpty() || closed) {
            ticking = false;
            return;
        }
        ticks++;
        if (now - dueNanos > LATE_NANOS) {
            lateTicks++;
        }
        new ArrayList<>(callers).forEach(caller -> caller.tick(nanos()));
        dueNanos += FRAME_NANOS;
        scheduleTick();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void scheduleTick() {
        loop.schedule(onTick, Math.max(0, dueNanos - nanos()), TimeUnit.NANOSECONDS);
    }

    private void onPacket(DatagramPacket packet) {
        SipMessage.parse(packet.content().toString(StandardCharsets.UTF_8)).ifPresent(message -> {
            VirtualCaller caller = lines.get(message.header("call-id"));
            if (caller != null) {
                caller.on(message, nanos());
            } else if (message.method().equals("BYE") && !message.isResponse()) {
                // ours said goodbye at the same time, or our 200 got lost
                send(message.answer("200 OK", "sip:caller@" + local.getHostAddress(), ""), packet.sender());
            }
        });
    }

    /** A new line of that caller's; told of what comes for it until {@link #forget(String)}. */
    Leg leg(VirtualCaller caller, Dial dial, int ssrc, Leg.Listener listener) {
        InetSocketAddress to = dial.server() == null ? server : dial.server();
        String here = hostPort(local, Datagrams.port(socket()));
        String callId = word() + "@" + local.getHostAddress();
        String there = hostPort(to.getAddress(), to.getPort());
        Dialog.Line line = new Dialog.Line(dial.user(), there, here, callId, word(), word(), dial.headers());
        Leg leg = new Leg(this, line, to, ssrc, listener);
        lines.put(callId, caller);
        return leg;
    }

    void send(String message, InetSocketAddress to) {
        Channel channel = socket();
        DatagramPacket packet = new DatagramPacket(ByteBufUtil.writeUtf8(channel.alloc(), message), to);
        channel.writeAndFlush(packet, channel.voidPromise());
    }

    Channel openSound(Consumer<DatagramPacket> receiver) {
        return Datagrams.open(loop, local, receiver);
    }

    void forget(String callId) {
        lines.remove(callId);
    }

    void forget(VirtualCaller caller) {
        callers.remove(caller);
    }

    void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    InetAddress localAddress() {
        return local;
    }

    Voice voice() {
        return voice;
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

    private String word() {
        return Long.toHexString(random.nextLong());
    }

    private static String hostPort(InetAddress address, int port) {
        return io.netty.util.NetUtil.toSocketAddressString(new InetSocketAddress(address, port));
    }
}
