package dev.sotto.media.jitter;

/** Finds after how many samples sound repeats itself: normalised cross-correlation. Stateless; allocates nothing. */
final class PitchSearch {
    /** 200 Hz and 66 Hz at 8 kHz: what voices have. */
    static final int SHORTEST = 40;

    static final int LONGEST = 120;

    /** Sound quieter than this (mean square of 16 bit samples) may be cut anywhere. */
    private static final double QUIET = 40.0 * 40.0;

    private PitchSearch() {}

    /**
     * The lag in {@code shortest} to {@code longest} at which the window best repeats. First every second lag on every second
     * sample, then the neighbours of the best (ITU-T G.711 Appendix I, 5.2).
     *
     * @param at where the window begins; {@code at - longest} must be in the array when lags go back, {@code at + longest + window}
     *     when they go forward
     * @param sign -1: compared with what was before; 1: with what follows
     */
    static int lag(short[] sound, int at, int window, int shortest, int longest, int sign) {
        int best = shortest;
        double most = -1;
        for (int lag = shortest; lag <= longest; lag += 2) {
            double likeness = likeness(sound, at, window, sign * lag, 2);
            if (likeness > most) {
                most = likeness;
                best = lag;
            }
        }
        int coarse = best;
        most = likeness(sound, at, window, sign * coarse, 1);
        for (int lag = Math.max(shortest, coarse - 1); lag <= Math.min(longest, coarse + 1); lag += 2) {
            if (lag != coarse && likeness(sound, at, window, sign * lag, 1) > most) {
                most = likeness(sound, at, window, sign * lag, 1);
                best = lag;
            }
        }
        return best;
    }

    /** From -1 to 1; 1 where the window and its shifted copy have the same shape. Two quiet windows are alike. */
    static double likeness(short[] sound, int at, int window, int shift, int step) {
        double product = 0;
        double here = 0;
        double there = 0;
        for (int i = at; i < at + window; i += step) {
            double a = sound[i];
            double b = sound[i + shift];
            product += a * b;
            here += a * a;
            there += b * b;
        }
        double quiet = QUIET * window / step;
        if (here < quiet && there < quiet) {
            return 1;
        }
        return here == 0 || there == 0 ? 0 : product / Math.sqrt(here * there);
    }
}
