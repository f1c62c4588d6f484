package dev.sotto.media.speech.freetts;

/**
 * Halves the sample rate, 16 to 8 kHz: a linear-phase low-pass (windowed sinc, Blackman) of 95 taps, flat to 3.4 kHz and
 * more than 60 dB down where it would fold back. The second half of every output pair is never computed.
 */
final class Decimator {
    private static final int TAPS = 95;
    private static final double CUTOFF = 3_720.0 / 16_000;
    private static final float[] FILTER = filter();

    private final float[] history = new float[TAPS];
    private int next;
    private boolean odd;

    /** Takes one 16 kHz sample; true when {@link #output()} is a new 8 kHz sample. */
    boolean push(float sample) {
        history[next] = sample;
        next = next + 1 == TAPS ? 0 : next + 1;
        odd = !odd;
        return !odd;
    }

    float output() {
        float sum = 0;
        int at = next;
        for (int i = 0; i < TAPS; i++) {
            sum += FILTER[i] * history[at];
            at = at + 1 == TAPS ? 0 : at + 1;
        }
        return sum;
    }

    /** Samples at 16 kHz that must follow the last one to get all of it out. */
    int delay() {
        return TAPS / 2 + 1;
    }

    private static float[] filter() {
        float[] taps = new float[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double t = i - (TAPS - 1) / 2.0;
            double sinc = t == 0 ? 2 * CUTOFF : Math.sin(2 * Math.PI * CUTOFF * t) / (Math.PI * t);
            double phase = 2 * Math.PI * i / (TAPS - 1);
            taps[i] = (float) (sinc * (0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase)));
            sum += taps[i];
        }
        for (int i = 0; i < TAPS; i++) {
            taps[i] /= (float) sum;
        }
        return taps;
    }
}
