package dev.sotto.media.jitter;

import dev.sotto.media.codec.AudioCodec;
import java.util.Arrays;

/** Takes packets of any length out of a {@link JitterBuffer} and gives frames of 20 ms. Call context only. */
public final class FrameReader {
    public static final int FRAME_SAMPLES = 160;

    /** What a frame is made of. */
    public enum Frame {
        SOUND,
        /** At least partly made up by the concealer. */
        CONCEALED,
        SILENCE
    }

    private static final int ROOM = 8 * FRAME_SAMPLES;

    private final JitterBuffer buffer;
    private final LossConcealer concealer = new LossConcealer();
    private final short[] decoded = new short[ROOM];
    private int held;
    private int packetSamples = FRAME_SAMPLES;
    private AudioCodec codec;

    public FrameReader(JitterBuffer buffer, AudioCodec codec) {
        this.buffer = buffer;
        this.codec = codec;
    }

    public void use(AudioCodec other) {
        codec = other;
    }

    /** Fills {@code frame}, {@value #FRAME_SAMPLES} samples, once every 20 ms. */
    public Frame read(short[] frame) {
        int hole = 0;
        while (held < FRAME_SAMPLES) {
            JitterBuffer.Taken taken = buffer.take();
            if (taken == JitterBuffer.Taken.PAYLOAD) {
                packetSamples = codec.decode(buffer.bytes(), buffer.offset(), buffer.length(), decoded, held);
                held += packetSamples;
            } else {
                hole = taken == JitterBuffer.Taken.MISSING ? packetSamples : 0;
                break;
            }
        }
        return held >= FRAME_SAMPLES ? whole(frame) : patched(frame, hole);
    }

    private Frame whole(short[] frame) {
        System.arraycopy(decoded, 0, frame, 0, FRAME_SAMPLES);
        held -= FRAME_SAMPLES;
        System.arraycopy(decoded, FRAME_SAMPLES, decoded, 0, held);
        concealer.heard(frame);
        return Frame.SOUND;
    }

    /** What is held, then made-up sound to the end of the frame; the rest of a longer lost packet is left to later frames. */
    private Frame patched(short[] frame, int hole) {
        System.arraycopy(decoded, 0, frame, 0, held);
        boolean sound = concealer.fill(frame, held);
        sound |= held > 0;
        int rest = Math.min(hole, ROOM / 2) - (FRAME_SAMPLES - held);
        held = 0;
        if (rest > 0) {
            Arrays.fill(decoded, 0, rest, (short) 0);
            held = rest;
        }
        return sound ? Frame.CONCEALED : Frame.SILENCE;
    }

    /** Forgets what is held: another source follows. */
    public void reset() {
        held = 0;
        buffer.reset();
    }
}
