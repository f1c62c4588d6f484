package dev.sotto.media.session;

import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.record.SoundTap;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.Protection;
import dev.sotto.media.turn.Expectation;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way of a call's sound, frame by frame: hear, decide, speak, supervise. {@link MediaSession} is its owner and tells it what
 * was agreed on. Call context only. A listener may end it from within whatever it is told, so every step asks again.
 */
final class CallSound {
    private static final long LATE_NANOS = 10_000_000;
    /** Packets that prove where a peer sends from: a second of sound. */
    private static final int PROOF = 50;

    private final MediaEngine.Parts parts;
    private final MediaMode mode;
    private final MediaListener listener;
    private final MediaTransport socket;
    private final SymmetricLatch latch;
    private final InboundPath inbound;
    private final OutboundPath outbound;
    private final Speaking speaking;
    private final Interruptions interruptions;
    private final Listening listening;
    private final SilenceMeter silence;
    private final RtcpExchange rtcp;
    private final short[] heard = new short[FrameReader.FRAME_SAMPLES];
    private final short[] spoken = new short[FrameReader.FRAME_SAMPLES];

    private SoundTap tap = SoundTap.NONE;
    private long ticks;
    private @Nullable FrameEar ear;
    private boolean running;
    private @Nullable Negotiated negotiated;
    private boolean timedOut;
    private long bargeIns;
    private long lateTicks;
    private boolean learned;

    CallSound(MediaEngine.Parts parts, MediaMode mode, MediaListener listener, MediaSocket socket) {
        MediaSettings settings = parts.settings();
        this.parts = parts;
        this.mode = mode;
        this.listener = listener;
        int ssrc = parts.random().nextInt();
        this.latch = new SymmetricLatch(settings.relatchSilence().toNanos());
        latch.shun(parts.ports().lastHeard(socket.port()));
        this.socket = new MediaTransport(parts, socket, latch, this::onBroken);
        this.inbound = new InboundPath(latch, settings.jitterPackets(), parts.meters(), this::onDigit);
        this.outbound =
                new OutboundPath(ssrc, parts.random().nextInt(), parts.random().nextInt());
        this.speaking = Speaking.of(parts, mode, listener);
        this.silence = new SilenceMeter(parts.meters());
        this.interruptions = new Interruptions(listener, speaking, silence::nothingSaid, parts.meters());
        this.listening = Listening.of(parts, mode, interruptions, silence::nothingSaid);
        this.rtcp = new RtcpExchange(ssrc, settings.reportInterval().toNanos(), parts.epochMillis(), parts.random());
        this.socket.deliver(this::onPacket, this::onReport);
    }

    void use(Negotiated agreed, Protection protection) {
        inbound.use(agreed);
        socket.use(agreed, protection);
        outbound.use(agreed);
        inbound.expectFrom(now());
        negotiated = agreed;
    }

    void attend(@Nullable FrameEar other) {
        ear = other;
    }

    boolean agreed() {
        return negotiated != null;
    }

    boolean held() {
        return negotiated != null && negotiated.held();
    }

    /** What came before is not heard. From now on the caller waits for our first words. */
    void begin() {
        running = true;
        long nowNanos = now();
        inbound.expectFrom(nowNanos);
        if (mode == MediaMode.CONVERSATION) {
            silence.callerDone(nowNanos);
        }
    }

    /** Says goodbye and lets everything go. The listener is told nothing more. */
    void end() {
        Negotiated agreed = negotiated;
        if (running && agreed != null) {
            rtcp.send(socket, agreed, socket.remote(), outbound, inbound, true, now());
        }
        if (running) {
            silence.end(now());
        }
        running = false;
        speaking.stop(true);
        listening.close();
        socket.close();
    }

    void say(long speechId, String text, boolean interruptible) {
        speaking.say(speechId, text, interruptible, now());
    }

    void stopSaying() {
        speaking.stop(true);
    }

    void giveWay() {
        speaking.giveWay();
    }

    void owe(boolean something) {
        silence.owe(something);
    }

    void replyDue() {
        silence.callerDone(now());
    }

    boolean speaking() {
        return speaking.active();
    }

    void expect(Expectation expectation, int digits) {
        listening.expect(expectation, digits);
        interruptions.expectYesNo(expectation == Expectation.YES_NO);
    }

    void tap(SoundTap next) {
        tap = next;
    }

    /** Frames since the begin. */
    long ticks() {
        return ticks;
    }

    boolean press(String keys) {
        return outbound.press(keys);
    }

    void pressed(char key) {
        if (running) {
            inbound.pressed(key, KeypadGate.Way.SIGNALLING, now());
        }
    }

    private void onPacket(ByteBuf packet, InetSocketAddress from) {
        if (running && negotiated != null) {
            inbound.onPacket(packet, from, now());
        }
    }

    /** Nothing that could be believed will ever come. */
    private void onBroken() {
        if (running) {
            listener.onMediaTimeout();
        }
    }

    private void onReport(ByteBuf report, InetSocketAddress from) {
        InetSocketAddress peer = socket.remote();
        if (!running || peer == null || !peer.getAddress().equals(from.getAddress())) {
            parts.meters().packetDropped(MediaMeters.Drop.STRAY);
        } else if (!rtcp.onReport(report, now())) {
            parts.meters().packetDropped(MediaMeters.Drop.MALFORMED);
        }
    }

    private void onDigit(char digit) {
        if (mode == MediaMode.CONVERSATION && speaking.stop(false)) {
            bargeIns++;
        }
        silence.callerActs(now());
        listener.onDigit(digit);
    }

    /** See {@link PlayoutClock.Call}. */
    void tick(long nowNanos, long dueNanos, int skipped) {
        Negotiated agreed = negotiated;
        if (!running || agreed == null) {
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
        if (ear != null) {
            ear.hear(heard);
        }
        if (running && mode != MediaMode.ECHO) {
            listen(nowNanos);
        }
        if (running) {
            speak(agreed, nowNanos, dueNanos);
        }
        ticks += 1 + skipped;
        tap.frame(heard, spoken, skipped);
        if (running) {
            speaking.report();
        }
        if (running) {
            supervise(agreed, nowNanos);
        }
    }

    private void listen(long nowNanos) {
        boolean interrupted = listening.accept(heard, nowNanos);
        if (running && mode == MediaMode.CONVERSATION) {
            switch (listening.change()) {
                case STARTED -> silence.callerSpeaks(listening.startedNanos());
                case ENDED, CUT -> {
                    silence.callerDone(listening.endedNanos());
                    interruptions.ended();
                }
                case NONE -> {
                    // whose turn it is has not changed
                }
            }
        }
        if (interrupted) {
            bargeIn(nowNanos);
        }
        if (running) {
            interruptions.tick(listening.anyVoice(), listening.onlyNoise(), nowNanos);
        }
    }

    /** The very next packet is silence, unless something that can't be interrupted waits. */
    private void bargeIn(long nowNanos) {
        if (running && mode == MediaMode.CONVERSATION && interruptions.pause(nowNanos)) {
            bargeIns++;
            parts.meters().bargeInToSilence(nowNanos - listening.overlapNanos());
        }
    }

    private void speak(Negotiated agreed, long nowNanos, long dueNanos) {
        InetSocketAddress remote = socket.remote();
        if (!agreed.sends() || remote == null) {
            outbound.skip(1);
            silence.held(nowNanos);
            Arrays.fill(spoken, (short) 0);
            listening.played(spoken, Level.SILENCE_DB, false, nowNanos);
            return;
        }
        double levelDb = Level.SILENCE_DB;
        boolean phrase = false;
        boolean key = outbound.pressing();
        if (key) {
            Arrays.fill(spoken, (short) 0);
            outbound.writeKey(socket.packet());
            socket.send(remote);
        } else {
            phrase = speaking.fill(spoken, nowNanos);
            short[] frame = mode == MediaMode.ECHO && !phrase ? heard : spoken;
            levelDb = Level.of(frame, 0, frame.length);
            outbound.add(frame);
            while (outbound.ready()) {
                outbound.write(socket.packet());
                socket.send(remote);
            }
        }
        parts.meters().packetLate(now() - dueNanos);
        listening.played(spoken, levelDb, phrase, nowNanos);
        if (!key) {
            speaking.sent(levelDb, nowNanos);
        }
        int news = silence.sent(key ? 0 : levelDb, speaking.active() && !speaking.paused(), nowNanos);
        if (news != 0 && running) {
            tell(news);
        }
    }

    private void tell(int news) {
        if ((news & SilenceMeter.ALARM) != 0) {
            parts.meters().callerSilenceTooLong();
            listener.onSilenceTooLong(silence.figures());
        }
        if ((news & SilenceMeter.MUTE) != 0) {
            parts.meters().speechInaudible();
            listener.onInaudible();
        }
        if ((news & SilenceMeter.REPORT) != 0) {
            listener.onSilence(silence.figures());
        }
    }

    private void supervise(Negotiated agreed, long nowNanos) {
        learn();
        boolean quiet = nowNanos - inbound.lastPacketNanos()
                > parts.settings().mediaTimeout().toNanos();
        boolean expected = agreed.receives() && !agreed.held();
        if (quiet && expected && !timedOut) {
            listener.onMediaTimeout();
        }
        timedOut = quiet && expected;
        if (running && rtcp.due(nowNanos)) {
            rtcp.send(socket, agreed, socket.remote(), outbound, inbound, false, nowNanos);
        }
    }

    private void learn() {
        if (!learned && inbound.received() >= PROOF) {
            learned = true;
            socket.learn();
        }
    }

    private long now() {
        return parts.nanoClock().getAsLong();
    }

    MediaStats stats() {
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
                silence.longestWireMillis(),
                silence.figures(),
                LineQuality.of(inbound, outbound, rtcp));
    }
}
