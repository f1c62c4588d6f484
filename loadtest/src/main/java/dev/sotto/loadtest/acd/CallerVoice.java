package dev.sotto.loadtest.acd;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.turn.TurnSettings;
import dev.sotto.media.turn.VoiceDetector;
import io.netty.buffer.ByteBuf;

/**
 * What a person hears of the caller: whether they speak, since when, and for how long they have been quiet. Keys count as speech.
 * Loop only; time is an argument.
 */
final class CallerVoice {
    /** Less voice than this is a cough or a click. */
    private static final int LEAST_FRAMES = 6;
    /** Quiet for longer, and what follows is another utterance. */
    private static final long PAUSE_NANOS = 700_000_000L;

    private static final int MAX_SAMPLES = 2_048;
    private static final double VERY_QUIET_DB = -60;
    private static final long BREATH_NANOS = 100_000_000L;

    private final RtpPacket packet = new RtpPacket();
    private final byte[] payload = new byte[MAX_SAMPLES];
    private final short[] samples = new short[MAX_SAMPLES];
    private final VoiceDetector detector = new VoiceDetector(TurnSettings.DEFAULTS.voiceMarginDb());

    private AudioCodec codec = AudioFormat.PCMU.open();
    private int payloadType;
    private int eventPayloadType = -1;

    private boolean ever;
    private long beganNanos;
    private long lastNanos;
    private int frames;

    void use(AudioFormat format, int type, int eventType) {
        codec = format.open();
        payloadType = type;
        eventPayloadType = eventType;
    }

    void on(ByteBuf bytes, long nowNanos) {
        if (packet.wrap(bytes) != RtpPacket.Flaw.NONE
                || packet.payloadLength() == 0
                || packet.payloadLength() > MAX_SAMPLES) {
            return;
        }
        if (packet.payloadType() == eventPayloadType) {
            voice(nowNanos);
        } else if (packet.payloadType() == payloadType) {
            int length = packet.payloadLength();
            bytes.getBytes(packet.payloadOffset(), payload, 0, length);
            int heard = codec.decode(payload, 0, length, samples, 0);
            if (detector.accept(samples, 0, heard, speaking(nowNanos), 0, VERY_QUIET_DB)) {
                voice(nowNanos);
            }
        }
    }

    void voice(long nowNanos) {
        if (!ever || nowNanos - lastNanos > PAUSE_NANOS) {
            ever = true;
            frames = 0;
            beganNanos = nowNanos;
        }
        frames++;
        lastNanos = nowNanos;
    }

    private boolean speaking(long nowNanos) {
        return ever && nowNanos - lastNanos < BREATH_NANOS;
    }

    /** Whether they have begun to say something after that moment. */
    boolean beganSince(long nanos) {
        return ever && frames >= LEAST_FRAMES && beganNanos - nanos >= 0;
    }

    boolean quietFor(long nanos, long nowNanos) {
        return !ever || nowNanos - lastNanos >= nanos;
    }
}
