package dev.sotto.media.jitter;

import java.util.Arrays;

/**
 * Fills holes with what a voice would have gone on with: the last pitch period again and again, after 10 ms the last two, after
 * 20 ms the last three, so that it doesn't buzz; from 10 ms on quieter, and silence after 60 ms. Where sound comes back the two
 * are cross-faded. After ITU-T G.711 Appendix I, without its delay of 3.75 ms: the first made-up sample follows the last true one
 * because their difference is faded out, not because true sound was held back. Call context only; allocates nothing.
 */
final class LossConcealer {
    /** 10 ms, the unit of everything here. */
    private static final int STEP = 80;

    private static final int LONGEST_HOLE = 6 * STEP;
    private static final int LONGEST_OVERLAP = PitchSearch.LONGEST / 4;
    private static final int HISTORY = 3 * PitchSearch.LONGEST + LONGEST_OVERLAP;
    private static final int WINDOW = 2 * STEP;
    private static final int JOIN = 16;
    private static final float QUIETER_PER_STEP = 0.2f;

    /** What was given out, true or made up; the latest last. */
    private final short[] history = new short[HISTORY];
    /** What the hole is filled from: the history at its beginning, with an end that runs into the beginning of the loop. */
    private final short[] periods = new short[HISTORY];

    private final short[] end = new short[LONGEST_OVERLAP];
    private final short[] outgoing = new short[LONGEST_OVERLAP];

    private int madeUp;
    private int pitch;
    private int loop;
    private int position;
    private int step;
    private int joinLeft;
    private int crossLeft;

    LossConcealer() {
        madeUp = LONGEST_HOLE;
    }

    /** Takes true sound, {@code frame} up to {@code to}; behind a hole its beginning is changed so that the two fit. */
    void heard(short[] frame, int from, int to) {
        if (madeUp > 0 && madeUp < LONGEST_HOLE) {
            comeBack(frame, from, to - from);
        }
        madeUp = 0;
        remember(frame, from, to - from);
    }

    /** Makes up {@code frame} up to {@code to}. Returns false when that is silence. */
    boolean fill(short[] frame, int from, int to) {
        boolean sound = madeUp < LONGEST_HOLE;
        for (int i = from; i < to; i++) {
            frame[i] = madeUp < LONGEST_HOLE ? sample() : 0;
        }
        remember(frame, from, to - from);
        return sound;
    }

    /** Forgets what was heard: another source follows. */
    void reset() {
        Arrays.fill(history, (short) 0);
        madeUp = LONGEST_HOLE;
    }

    private void remember(short[] frame, int begin, int length) {
        int count = Math.min(length, HISTORY);
        int from = begin + length - count;
        System.arraycopy(history, count, history, 0, HISTORY - count);
        System.arraycopy(frame, from, history, HISTORY - count, count);
    }

    private short sample() {
        if (madeUp == 0) {
            begin();
        } else if (madeUp == STEP || madeUp == 2 * STEP) {
            lengthen();
        }
        float value = next();
        if (crossLeft > 0) {
            int overlap = overlap();
            float part = crossLeft / (overlap + 1f);
            value = value * (1 - part) + outgoing[overlap - crossLeft] * part;
            crossLeft--;
        }
        if (joinLeft > 0) {
            value += (float) step * joinLeft / (JOIN + 1);
            joinLeft--;
        }
        value *= gain(madeUp++);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    private void begin() {
        pitch = PitchSearch.lag(history, HISTORY - WINDOW, WINDOW, PitchSearch.SHORTEST, PitchSearch.LONGEST, -1);
        System.arraycopy(history, 0, periods, 0, HISTORY);
        System.arraycopy(history, HISTORY - overlap(), end, 0, overlap());
        step = history[HISTORY - 1] - history[HISTORY - 1 - pitch];
        joinLeft = JOIN;
        crossLeft = 0;
        position = 0;
        loopOver(pitch);
    }

    /** One period more, entered in phase and cross-faded. */
    private void lengthen() {
        int here = position;
        for (int i = 0; i < overlap(); i++) {
            outgoing[i] = next();
        }
        crossLeft = overlap();
        position = here % pitch;
        loopOver(loop + pitch);
    }

    /** Repeats the last {@code samples}; the last quarter of a period is made to run into what came before the first. */
    private void loopOver(int samples) {
        loop = samples;
        int overlap = overlap();
        for (int i = 0; i < overlap; i++) {
            float part = (i + 1f) / (overlap + 1);
            int before = periods[HISTORY - loop - overlap + i];
            periods[HISTORY - overlap + i] = (short) (end[i] * (1 - part) + before * part);
        }
    }

    private short next() {
        short value = periods[HISTORY - loop + position];
        position = position + 1 == loop ? 0 : position + 1;
        return value;
    }

    /** The longer the hole, the longer the cross-fade: a quarter of a period, and 4 ms for each 10 ms after the first. */
    private void comeBack(short[] frame, int from, int count) {
        int wanted = Math.min(STEP, overlap() + 32 * (madeUp / STEP - 1));
        int length = Math.min(count, Math.max(overlap(), wanted));
        for (int i = 0; i < length; i++) {
            float part = (i + 1f) / (length + 1);
            float made = next() * gain(madeUp + i);
            frame[from + i] = (short) (frame[from + i] * part + made * (1 - part));
        }
    }

    private int overlap() {
        return pitch / 4;
    }

    private static float gain(int made) {
        float steps = made / (float) STEP;
        return steps <= 1 ? 1 : Math.max(0, 1 - QUIETER_PER_STEP * (steps - 1));
    }
}
