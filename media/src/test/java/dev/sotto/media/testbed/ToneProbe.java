package dev.sotto.media.testbed;

/** Finds a tone in samples with Goertzel's algorithm. */
public final class ToneProbe {
    private ToneProbe() {}

    /** Share of the samples' energy that is at {@code hertz}: near 1 for that tone alone, near 0 for anything else. */
    public static double share(short[] samples, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 8000);
        double before = 0;
        double last = 0;
        double energy = 0;
        for (short sample : samples) {
            double now = sample + coefficient * last - before;
            before = last;
            last = now;
            energy += (double) sample * sample;
        }
        double power = last * last + before * before - coefficient * last * before;
        return energy == 0 ? 0 : 2 * power / (samples.length * energy);
    }

    /** Whether the tone is clearly there: a lone tone or one of a few. */
    public static boolean hears(short[] samples, double hertz) {
        return share(samples, hertz) > 0.2;
    }

    /** Whether nobody would hear anything. */
    public static boolean quiet(short[] samples) {
        for (short sample : samples) {
            if (Math.abs(sample) > 100) {
                return false;
            }
        }
        return true;
    }
}
