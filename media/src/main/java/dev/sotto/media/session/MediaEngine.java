package dev.sotto.media.session;

import dev.sotto.media.sdp.FormatPreference;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.speech.Narrator;
import dev.sotto.media.speech.Transcriber;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens the sessions of one event loop and drives them all with one clock. One per verticle instance; that loop only. */
public final class MediaEngine {
    private static final int BIND_ATTEMPTS = 8;
    private static final int WARM_UP_PACKETS = 20_000;

    private final Parts parts;
    private final SharedPorts shared;
    private final Set<MediaSession> sessions = new LinkedHashSet<>();

    /** What every session of an engine shares. {@code transcriber} null: keypad only. */
    record Parts(
            EventLoop loop,
            MediaSettings settings,
            MediaPorts ports,
            Narrator narrator,
            @Nullable Transcriber transcriber,
            MediaMeters meters,
            Playout playout,
            LongSupplier nanoClock,
            LongSupplier epochMillis,
            RandomGenerator random) {}

    /**
     * Makes the engine of {@code loop}.
     *
     * @param ports shared by all engines of the process
     * @param transcriber null or none: nothing is recognised, the keypad works
     */
    public MediaEngine(
            EventLoop loop,
            MediaSettings settings,
            MediaPorts ports,
            Narrator narrator,
            @Nullable Transcriber transcriber,
            MediaMeters meters) {
        this(new Parts(
                loop,
                settings,
                ports,
                narrator,
                transcriber,
                meters,
                new Playout(timerOf(loop), System::nanoTime, meters),
                System::nanoTime,
                System::currentTimeMillis,
                new SecureRandom()));
    }

    /** The playout never cancels its timer, and a failing tick is logged where it fails. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static PlayoutClock.Timer timerOf(EventLoop loop) {
        return (task, delayNanos) -> loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }

    MediaEngine(Parts parts) {
        this.parts = parts;
        shared = new SharedPorts(parts);
        parts.playout().afterTick(shared::flush);
    }

    /**
     * Opens a session with ports of its own. Its sound begins with {@link MediaSession#start}.
     *
     * @param offerSdp what the other side offers; null when we are to offer
     * @throws SdpException the offer can't be used; nothing stays open
     * @throws NoPortException no ports are left; nothing stays open
     */
    public MediaSession open(@Nullable String offerSdp, MediaMode mode, MediaListener listener)
            throws SdpException, NoPortException {
        return open(offerSdp, mode, listener, parts.settings().formats());
    }

    /** As {@link #open(String, MediaMode, MediaListener)}, with formats of this call's own: a trunk's. */
    public MediaSession open(
            @Nullable String offerSdp, MediaMode mode, MediaListener listener, FormatPreference formats)
            throws SdpException, NoPortException {
        assert parts.loop().inEventLoop();
        MediaSocket socket = socket(offerSdp, formats);
        MediaSession session = new MediaSession(parts, mode, listener, socket, formats, sessions::remove);
        sessions.add(session);
        parts.meters().sessionOpened();
        try {
            session.describe(offerSdp);
        } catch (SdpException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /** A lane of a shared port where that is safe. */
    private MediaSocket socket(@Nullable String offerSdp, FormatPreference formats) throws NoPortException {
        InetSocketAddress peer = offerSdp == null ? null : OfferAnswer.plainPeer(offerSdp);
        MediaSocket lane = shared.open(peer);
        return lane == null ? bind() : lane;
    }

    /** A port that something else on this machine uses rests like one of ours, and the next one is tried. */
    private MediaSocket bind() throws NoPortException {
        try {
            for (int attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
                int port = parts.ports().allocate();
                MediaSocket socket = OwnPort.open(parts, shared, port);
                if (socket != null) {
                    return socket;
                }
                parts.ports().release(port);
            }
            throw new NoPortException("the system refused " + BIND_ATTEMPTS + " pairs of ports in a row");
        } catch (NoPortException e) {
            parts.meters().portRefused();
            throw e;
        }
    }

    /**
     * Has the packet path compiled, which takes some tenths of a second once per process, so that the first calls are not late.
     * Any thread, before the server is ready.
     */
    public void warmUp() {
        new WarmUp().run(parts, WARM_UP_PACKETS);
    }

    /** Open sessions. */
    public int sessions() {
        return sessions.size();
    }

    /** Closes every session. */
    public void close() {
        new ArrayList<>(sessions).forEach(MediaSession::close);
    }
}
