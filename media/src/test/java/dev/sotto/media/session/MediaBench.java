package dev.sotto.media.session;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.speech.Narrator;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.testbed.RawPeer;
import dev.sotto.media.testbed.ToneNarrator;
import dev.sotto.media.turn.TurnSettings;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine on a loop of its own, and peers on another, for integration tests. */
final class MediaBench implements AutoCloseable {
    private final EventLoopGroup engineLoops = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final EventLoopGroup peerLoops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = engineLoops.next();
    private final ToneNarrator narrator = new ToneNarrator();
    private final MediaPorts ports = MediaPorts.of(24_000, 25_999);
    private final List<RawPeer> peers = new ArrayList<>();
    private final MediaEngine engine;
    private int nextSsrc = 1;

    MediaBench(@Nullable Transcriber transcriber) {
        this(transcriber, MediaMeters.NONE);
    }

    MediaBench(@Nullable Transcriber transcriber, MediaMeters meters) {
        this(transcriber, meters, null);
    }

    /** With another voice than tones. */
    MediaBench(@Nullable Transcriber transcriber, MediaMeters meters, @Nullable Narrator voice) {
        this(transcriber, meters, voice, MediaSecurity.OFF);
    }

    /** With encryption. */
    MediaBench(
            @Nullable Transcriber transcriber, MediaMeters meters, @Nullable Narrator voice, MediaSecurity security) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        MediaSettings settings = new MediaSettings(
                loopback,
                loopback.getHostAddress(),
                Duration.ofMillis(600),
                Duration.ofSeconds(1),
                Duration.ofMillis(400),
                10,
                16,
                64 * 1024,
                64,
                "prompt",
                TurnSettings.DEFAULTS,
                security,
                FormatPreference.DEFAULT);
        engine = new MediaEngine(loop, settings, ports, voice == null ? narrator : voice, transcriber, meters);
    }

    /** Something that may fail. */
    interface Action {
        void run() throws Exception;
    }

    <T> T run(Callable<T> work) throws Exception {
        return loop.submit(work).get(10, TimeUnit.SECONDS);
    }

    void run(Action work) throws Exception {
        run(() -> {
            work.run();
            return true;
        });
    }

    RawPeer peer(AudioFormat format) {
        RawPeer peer = new RawPeer(peerLoops.next(), format, nextSsrc++);
        peers.add(peer);
        return peer;
    }

    MediaSession open(@Nullable String offer, MediaMode mode, MediaListener listener) throws Exception {
        return run(() -> engine.open(offer, mode, listener));
    }

    /** A session that has started, and its peer that sends to it. */
    MediaSession call(RawPeer peer, MediaMode mode, MediaListener listener) throws Exception {
        MediaSession session = open(peer.offer(), mode, listener);
        run(session::start);
        peer.connect(session.localSdp());
        return session;
    }

    /** Waits for as long as {@code count} frames last. */
    void ticks(int count) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        loop.schedule(over::countDown, 20L * count, TimeUnit.MILLISECONDS);
        if (!over.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the loop stands still");
        }
    }

    long warmUpMillis() {
        long begin = System.nanoTime();
        engine.warmUp();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    ToneNarrator narrator() {
        return narrator;
    }

    MediaPorts ports() {
        return ports;
    }

    int sessions() throws Exception {
        return run(engine::sessions);
    }

    @Override
    public void close() {
        loop.submit(engine::close).syncUninterruptibly();
        peers.forEach(RawPeer::close);
        engineLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        peerLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
