package dev.sotto.media.turn;

/** Loudness of samples in dB below the loudest square wave (dBov). */
public final class Level {
    /** Of digital silence. */
    public static final double SILENCE_DB = -96;

    /** Below this, nobody hears anything: what the wire carries then is silence. */
    public static final double AUDIBLE_DB = -55;

    private Level() {}

    /** Level without the constant part: A-law's quietest code is not zero. */
    public static double of(short[] samples, int offset, int count) {
        long sum = 0;
        long squares = 0;
        for (int i = offset; i < offset + count; i++) {
            int sample = samples[i];
            sum += sample;
            squares += (long) sample * sample;
        }
        double mean = (double) sum / count;
        double power = (double) squares / count - mean * mean;
        return power < 0.3 ? SILENCE_DB : 10 * Math.log10(power) - 90.309;
    }
}
