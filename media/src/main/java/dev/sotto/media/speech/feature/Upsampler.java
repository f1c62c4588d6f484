package dev.sotto.media.speech.feature;

/**
 * Doubles the sample rate, 8 to 16 kHz, by a linear-phase half-band filter (windowed sinc): old samples are kept, those in
 * between are interpolated from {@value #NEIGHBOURS} on either side.
 */
final class Upsampler {
    private static final int NEIGHBOURS = 16;
    private static final float[] FILTER = filter();

    private final float[] history = new float[2 * NEIGHBOURS];
    private int next;

    void reset() {
        java.util.Arrays.fill(history, 0);
        next = 0;
    }

    /** Takes one 8 kHz sample and writes two at 16 kHz. */
    void push(float sample, float[] out, int at) {
        history[next] = sample;
        next = (next + 1) % history.length;
        float between = 0;
        for (int i = 0; i < FILTER.length; i++) {
            between += FILTER[i] * history[(next + i) % history.length];
        }
        out[at] = history[(next + NEIGHBOURS - 1) % history.length];
        out[at + 1] = between;
    }

    private static float[] filter() {
        int taps = 2 * NEIGHBOURS;
        float[] filter = new float[taps];
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double t = i - NEIGHBOURS + 0.5;
            double window = 0.5 + 0.5 * Math.cos(Math.PI * t / (NEIGHBOURS + 0.5));
            filter[i] = (float) (Math.sin(Math.PI * t) / (Math.PI * t) * window);
            sum += filter[i];
        }
        for (int i = 0; i < taps; i++) {
            filter[i] /= (float) sum;
        }
        return filter;
    }
}
