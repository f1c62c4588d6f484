package dev.sotto.media.session;

import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.LocalMedia;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.turn.Expectation;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's sound. Opened by {@link MediaEngine#open}; call context only, its {@link MediaListener} too. After {@link #close} the
 * listener hears nothing more, and every method but {@link #stats} and {@link #localSdp} does nothing.
 *
 * <pre>
 *   OPEN --start--> RUNNING --close--> CLOSED
 *        --close--------------------->
 * </pre>
 */
public final class MediaSession {
    private static final long LATE_NANOS = 10_000_000;

    private final MediaEngine.Parts parts;
    private final MediaMode mode;
    private final MediaListener listener;
    private final MediaSocket socket;
    private final Consumer<MediaSession> onClose;
    private final SymmetricLatch latch;
    private final InboundPath inbound;
    private final OutboundPath outbound;
    private final Speaking speaking;
    private final Listening listening;
    private final SilenceMeter silence;
    private final RtcpExchange rtcp;
    private final OfferAnswer offerAnswer;
    private final PlayoutClock.Call onTick = this::tick;
    private final short[] heard = new short[FrameReader.FRAME_SAMPLES];
    private final short[] spoken = new short[FrameReader.FRAME_SAMPLES];

    private State state = State.OPEN;
    private @Nullable Negotiated negotiated;
    private String localSdp = "";
    private boolean timedOut;
    private long bargeIns;
    private long lateTicks;

    private enum State {
        OPEN,
        RUNNING,
        CLOSED
    }

    MediaSession(
            MediaEngine.Parts parts,
            MediaMode mode,
            MediaListener listener,
            MediaSocket socket,
            Consumer<MediaSession> onClose) {
        MediaSettings settings = parts.settings();
        this.parts = parts;
        this.mode = mode;
        this.listener = listener;
        this.socket = socket;
        this.onClose = onClose;
        int ssrc = parts.random().nextInt();
        this.latch = new SymmetricLatch(settings.relatchSilence().toNanos());
        this.inbound = new InboundPath(latch, settings.jitterPackets(), parts.meters(), this::onDigit);
        this.outbound =
                new OutboundPath(ssrc, parts.random().nextInt(), parts.random().nextInt());
        this.speaking = Speaking.of(parts, mode, listener);
        this.listening = Listening.of(parts, mode, listener);
        this.silence = new SilenceMeter(parts.meters());
        this.rtcp = new RtcpExchange(ssrc, settings.reportInterval().toNanos(), parts.epochMillis(), parts.random());
        long sessionId = parts.random().nextInt(1, Integer.MAX_VALUE);
        this.offerAnswer = new OfferAnswer(new LocalMedia(settings.advertisedAddress(), socket.port(), sessionId));
        socket.deliver(this::onPacket, this::onReport);
    }

    /** Answers {@code offer}, or makes our own when there is none. */
    void describe(@Nullable String offer) throws SdpException {
        if (offer == null) {
            localSdp = offerAnswer.offer();
        } else {
            reoffer(offer);
        }
    }

    /** What we answer, or offer, to be sent to the other side. */
    public String localSdp() {
        return localSdp;
    }

    /** Takes the answer to our offer. */
    public void accept(String answerSdp) throws SdpException {
        use(offerAnswer.accept(answerSdp));
    }

    /** Answers a new offer within the call. Nothing changes when it throws. */
    public String reoffer(String offerSdp) throws SdpException {
        OfferAnswer.Answer answer = offerAnswer.answer(offerSdp);
        use(answer.negotiated());
        localSdp = answer.sdp();
        return localSdp;
    }

    private void use(Negotiated agreed) {
        assert parts.loop().inEventLoop();
        inbound.use(agreed);
        outbound.use(agreed);
        inbound.expectFrom(now());
        negotiated = agreed;
    }

    /** Signalling is up: listen and play from now on. What came before is not heard. */
    public void start() {
        if (negotiated == null) {
            throw new IllegalStateException("nothing was agreed on yet");
        }
        if (state == State.OPEN) {
            state = State.RUNNING;
            inbound.expectFrom(now());
            parts.playout().add(onTick);
        }
    }

    /** Says {@code text} after what is being said. Refused ({@link SpeechOutcome#FAILED}) when too much waits already. */
    public void say(long speechId, String text, boolean interruptible) {
        if (state != State.CLOSED) {
            speaking.say(speechId, text, interruptible, now());
        }
    }

    /** Ends everything that is said or waits to be; from the next frame on there is silence. */
    public void stopSaying() {
        speaking.stop(true);
    }

    /** What the caller is expected to say next. */
    public void expect(Expectation expectation) {
        listening.expect(expectation);
    }

    /** Presses keys. Returns false when the other side takes none, one of {@code digits} is none, or too many wait. */
    public boolean sendDigits(String digits) {
        return state != State.CLOSED && outbound.press(digits);
    }

    /** Whether something is being said or waits to be. */
    public boolean speaking() {
        return speaking.active();
    }

    private void onPacket(ByteBuf packet, InetSocketAddress from) {
        Negotiated agreed = negotiated;
        if (state != State.RUNNING || agreed == null) {
            return;
        }
        if (agreed.rtcpMux() && RtpPacket.looksLikeRtcp(packet)) {
            onReport(packet, from);
        } else {
            inbound.onPacket(packet, from, now());
        }
    }

    private void onReport(ByteBuf report, InetSocketAddress from) {
        InetSocketAddress peer = latch.remote();
        if (state != State.RUNNING || peer == null || !peer.getAddress().equals(from.getAddress())) {
            parts.meters().packetDropped(MediaMeters.Drop.STRAY);
        } else if (!rtcp.onReport(report, now())) {
            parts.meters().packetDropped(MediaMeters.Drop.MALFORMED);
        }
    }

    private void onDigit(char digit) {
        if (mode == MediaMode.CONVERSATION && speaking.stop(false)) {
            bargeIns++;
        }
        listener.onDigit(digit);
    }

    private void tick(long nowNanos, long dueNanos, int skipped) {
        Negotiated agreed = negotiated;
        if (state != State.RUNNING || agreed == null) {
            return;
        }
        lateTicks += nowNanos - dueNanos > LATE_NANOS ? 1 : 0;
        if (skipped > 0) {
            outbound.skip(skipped);
        }
        inbound.read(heard);
        if (agreed.held()) {
            // their music on hold is nobody's speech
            Arrays.fill(heard, (short) 0);
        }
        if (mode != MediaMode.ECHO && listening.accept(heard, nowNanos)) {
            bargeIn(nowNanos);
        }
        if (running()) {
            speak(agreed, nowNanos, dueNanos);
        }
        if (running()) {
            speaking.report();
        }
        if (running()) {
            supervise(agreed, nowNanos);
        }
    }

    /** A listener may have closed us from within what it was told. */
    private boolean running() {
        return state == State.RUNNING;
    }

    /** The very next packet is silence, unless something that can't be interrupted waits. */
    private void bargeIn(long nowNanos) {
        if (running() && mode == MediaMode.CONVERSATION && speaking.stop(false)) {
            bargeIns++;
            parts.meters().bargeInToSilence(nowNanos - listening.overlapNanos());
        }
    }

    private void speak(Negotiated agreed, long nowNanos, long dueNanos) {
        InetSocketAddress remote = latch.remote();
        if (!agreed.sends() || remote == null) {
            outbound.skip(1);
            listening.played(Level.SILENCE_DB, false, nowNanos);
            return;
        }
        double levelDb = Level.SILENCE_DB;
        boolean phrase = false;
        boolean key = outbound.pressing();
        if (key) {
            outbound.writeKey(socket.packet());
        } else {
            phrase = speaking.fill(spoken, nowNanos);
            short[] frame = mode == MediaMode.ECHO && !phrase ? heard : spoken;
            levelDb = Level.of(frame, 0, frame.length);
            outbound.writeSound(frame, socket.packet());
        }
        socket.send(remote);
        parts.meters().packetLate(now() - dueNanos);
        silence.accept(key ? 0 : levelDb);
        listening.played(levelDb, phrase, nowNanos);
        if (!key) {
            speaking.sent(levelDb, nowNanos);
        }
    }

    private void supervise(Negotiated agreed, long nowNanos) {
        boolean quiet = nowNanos - inbound.lastPacketNanos()
                > parts.settings().mediaTimeout().toNanos();
        boolean expected = agreed.receives() && !agreed.held();
        if (quiet && expected && !timedOut) {
            listener.onMediaTimeout();
        }
        timedOut = quiet && expected;
        if (running() && rtcp.due(nowNanos)) {
            report(agreed, false, nowNanos);
        }
    }

    private void report(Negotiated agreed, boolean farewell, long nowNanos) {
        InetSocketAddress remote = latch.remote();
        InetSocketAddress to = remote == null ? null : reportsTo(agreed, remote);
        if (to != null) {
            ByteBuf report = socket.newReport();
            rtcp.write(report, outbound, inbound, farewell, nowNanos);
            socket.sendReport(report, to, agreed.rtcpMux());
        }
    }

    /** Where the description says, unless the sound turned out to come from elsewhere: then beside it. */
    private static @Nullable InetSocketAddress reportsTo(Negotiated agreed, InetSocketAddress remote) {
        InetSocketAddress described = agreed.remoteRtcp();
        if (agreed.rtcpMux() || described != null && described.getAddress().equals(remote.getAddress())) {
            return agreed.rtcpMux() ? remote : described;
        }
        return remote.getPort() == 65535 ? null : new InetSocketAddress(remote.getAddress(), remote.getPort() + 1);
    }

    private long now() {
        return parts.nanoClock().getAsLong();
    }

    public MediaStats stats() {
        Negotiated agreed = negotiated;
        return new MediaStats(
                agreed == null ? "" : agreed.format().name(),
                inbound.received(),
                outbound.packets(),
                inbound.lost(),
                inbound.late(),
                inbound.reception().reordered(),
                inbound.reception().duplicates(),
                inbound.discarded(),
                rtcp.remoteLost(),
                inbound.reception().jitterMillis(),
                rtcp.roundTripMillis(),
                speaking.underruns(),
                lateTicks,
                listening.speechSeconds(),
                silence.audibleSeconds(),
                bargeIns,
                silence.longestMillis());
    }

    /** Says goodbye to the other side, gives the ports back and returns what happened. Again and again if you like. */
    public MediaStats close() {
        assert parts.loop().inEventLoop();
        if (state == State.CLOSED) {
            return stats();
        }
        Negotiated agreed = negotiated;
        if (state == State.RUNNING && agreed != null) {
            report(agreed, true, now());
            parts.playout().remove(onTick);
        }
        state = State.CLOSED;
        speaking.stop(true);
        listening.close();
        socket.close();
        parts.ports().release(socket.port());
        parts.meters().sessionClosed();
        onClose.accept(this);
        return stats();
    }
}
