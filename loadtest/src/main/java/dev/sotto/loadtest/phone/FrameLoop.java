package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some seconds of a caller's sound as payloads, said over and over: encoded once for all callers, as encoding Opus for each of
 * them would cost more than everything else that a load generator does. Immutable.
 *
 * <p>Talk spurts and pauses are as long as in conversations on average: 1.0 s and 1.6 s (ITU-T P.59, table 1).
 *
 * @param payloads of 20 ms each
 */
record FrameLoop(byte[][] payloads) {
    private static final int SPURT_FRAMES = 50;
    private static final int PAUSE_FRAMES = 79;
    private static final int MAX_BYTES = 640;

    /** What a caller says, or only the silence of a muted telephone when {@code phrase} is null. */
    static FrameLoop of(AudioFormat format, @Nullable SpokenPhrase phrase) {
        short[][] spoken = phrase == null ? new short[0][] : phrase.frames();
        int count = phrase == null ? SPURT_FRAMES : spoken.length + pauses(spoken.length) * PAUSE_FRAMES;
        short[] silence = new short[SpokenPhrase.FRAME_SAMPLES];
        byte[] coded = new byte[MAX_BYTES];
        byte[][] payloads = new byte[count][];
        AudioCodec codec = format.open();
        int said = 0;
        for (int i = 0; i < count; i++) {
            boolean talks = i % (SPURT_FRAMES + PAUSE_FRAMES) < SPURT_FRAMES && said < spoken.length;
            short[] samples = talks ? spoken[said++] : silence;
            int bytes = codec.encode(samples, 0, samples.length, coded, 0);
            payloads[i] = Arrays.copyOf(coded, bytes);
        }
        return new FrameLoop(payloads);
    }

    private static int pauses(int frames) {
        return (frames + SPURT_FRAMES - 1) / SPURT_FRAMES;
    }

    int frames() {
        return payloads.length;
    }

    byte[] at(int frame) {
        return payloads[frame];
    }
}
