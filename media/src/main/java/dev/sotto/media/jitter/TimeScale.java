package dev.sotto.media.jitter;

/**
 * Makes sound a little shorter without changing its pitch: one period is taken out where the sound repeats itself, cross-faded over its whole length (the idea of WSOLA, Verhelst and Roelands 1993). Stateless; allocates nothing.
 */
final class TimeScale {
    /** A cut is heard where the two sides are less alike. */
    private static final double ALIKE = 0.75;

    private static final int WINDOW = 80;

    private TimeScale() {}

    /**
     * Takes one period out of the first {@code count} samples, of {@value PitchSearch#LONGEST} at most.
     *
     * @param force even where it will be heard
     * @return how many samples there are now; {@code count} where nothing fits
     */
    static int shorter(short[] sound, int count, boolean force) {
        int longest = Math.min(PitchSearch.LONGEST, count - WINDOW);
        if (longest < PitchSearch.SHORTEST || count < 2 * PitchSearch.SHORTEST) {
            return count;
        }
        int lag = PitchSearch.lag(sound, 0, WINDOW, PitchSearch.SHORTEST, Math.min(longest, count / 2), 1);
        if (!force && PitchSearch.likeness(sound, 0, WINDOW, lag, 1) < ALIKE) {
            return count;
        }
        for (int i = 0; i < lag; i++) {
            float part = (i + 1f) / (lag + 1);
            sound[i] = (short) (sound[i] * (1 - part) + sound[i + lag] * part);
        }
        System.arraycopy(sound, 2 * lag, sound, lag, count - 2 * lag);
        return count - lag;
    }
}
