package dev.sotto.loadtest.phone;

import dev.sotto.media.turn.Level;
import java.util.Arrays;

/**
 * A phrase as frames of 20 ms.
 *
 * @param frames 8 kHz samples, 160 each
 * @param firstAudible the first frame that anybody hears
 * @param lastAudible the last one: with it the turn ends, whatever silence follows
 */
record SpokenPhrase(String text, short[][] frames, int firstAudible, int lastAudible) {
    static final int FRAME_SAMPLES = 160;

    static SpokenPhrase of(String text, short[] samples) {
        int count = (samples.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES;
        short[][] frames = new short[count][];
        int first = -1;
        int last = -1;
        for (int i = 0; i < count; i++) {
            frames[i] = Arrays.copyOfRange(samples, i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES);
            if (Level.of(frames[i], 0, FRAME_SAMPLES) > Level.AUDIBLE_DB) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            throw new IllegalArgumentException("nothing can be heard of \"" + text + "\"");
        }
        return new SpokenPhrase(text, frames, first, last);
    }
}
