package dev.sotto.loadtest.phone;

import dev.sotto.media.turn.Level;
import java.util.Arrays;

/**
 * A phrase as frames of 20 ms.
 *
 * @param frames 8 kHz samples, 160 each
 * @param firstAudible the first frame of speech proper: at most {@value #BELOW_LOUDEST_DB} dB below the loudest one. The
 *     synthesiser breathes for up to 200 ms before it; nobody takes that for words
 * @param lastAudible the last one: with it the turn ends, whatever fades away behind it
 */
public record SpokenPhrase(String text, short[][] frames, int firstAudible, int lastAudible) {
    public static final int FRAME_SAMPLES = 160;

    private static final int BELOW_LOUDEST_DB = 20;

    public static SpokenPhrase of(String text, short[] samples) {
        int count = (samples.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES;
        short[][] frames = new short[count][];
        double loudest = Level.SILENCE_DB;
        for (int i = 0; i < count; i++) {
            frames[i] = Arrays.copyOfRange(samples, i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES);
            loudest = Math.max(loudest, Level.of(frames[i], 0, FRAME_SAMPLES));
        }
        if (loudest <= Level.AUDIBLE_DB) {
            throw new IllegalArgumentException("nothing can be heard of \"" + text + "\"");
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < count; i++) {
            if (Level.of(frames[i], 0, FRAME_SAMPLES) >= loudest - BELOW_LOUDEST_DB) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return new SpokenPhrase(text, frames, first, last);
    }
}
