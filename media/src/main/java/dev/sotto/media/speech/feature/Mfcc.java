package dev.sotto.media.speech.feature;

/**
 * Mel-frequency cepstra of 16 kHz samples, 100 frames a second, as SphinxBase computes them for {@code -transform dct
 * -lifter 22 -remove_noise yes} without silence removal: the acoustic models from CMU expect exactly this.
 *
 * <p>One thread at a time. No allocation after construction.
 */
final class Mfcc {
    static final int SIZE = 13;
    static final int SHIFT = 160;

    private static final int WINDOW = 410;
    private static final int FFT = 512;
    private static final double PRE_EMPHASIS = 0.97;
    private static final int LIFTER = 22;
    private static final double[] HAMMING = hamming();
    private static final double[][] COSINES = cosines();
    private static final MelFilters FILTERS = new MelFilters(16_000, FFT);

    /** Takes frames; the array is only lent. */
    interface Sink {
        void frame(float[] cepstra);
    }

    private final NoiseReduction noise = new NoiseReduction(MelFilters.COUNT);
    private final RealFft fft = new RealFft(FFT);
    private final double[] emphasised = new double[WINDOW];
    private final double[] frame = new double[FFT];
    private final double[] power = new double[FFT / 2 + 1];
    private final double[] mel = new double[MelFilters.COUNT];
    private final float[] cepstra = new float[SIZE];
    private int filled;
    private double previous;

    /** A new utterance; what is known of the noise stays. */
    void begin() {
        filled = 0;
        previous = 0;
    }

    void accept(float[] samples, int count, Sink sink) {
        for (int i = 0; i < count; i++) {
            emphasised[filled++] = samples[i] - PRE_EMPHASIS * previous;
            previous = samples[i];
            if (filled == WINDOW) {
                compute();
                sink.frame(cepstra);
                System.arraycopy(emphasised, SHIFT, emphasised, 0, WINDOW - SHIFT);
                filled = WINDOW - SHIFT;
            }
        }
    }

    private void compute() {
        for (int i = 0; i < WINDOW; i++) {
            frame[i] = emphasised[i] * HAMMING[i];
        }
        fft.power(frame, power);
        FILTERS.apply(power, mel);
        noise.apply(mel);
        for (int i = 0; i < mel.length; i++) {
            mel[i] = Math.log(mel[i] + 1e-4);
        }
        for (int i = 0; i < SIZE; i++) {
            double sum = 0;
            for (int j = 0; j < mel.length; j++) {
                sum += COSINES[i][j] * mel[j];
            }
            cepstra[i] = (float) sum;
        }
    }

    private static double[] hamming() {
        double[] window = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (WINDOW - 1));
        }
        return window;
    }

    /** Type II cosine transform, orthonormal, with the lifter folded in. */
    private static double[][] cosines() {
        double[][] cosines = new double[SIZE][MelFilters.COUNT];
        for (int i = 0; i < SIZE; i++) {
            double lift = 1 + LIFTER / 2.0 * Math.sin(i * Math.PI / LIFTER);
            double norm = Math.sqrt((i == 0 ? 1.0 : 2.0) / MelFilters.COUNT);
            for (int j = 0; j < MelFilters.COUNT; j++) {
                cosines[i][j] = lift * norm * Math.cos(Math.PI * i * (j + 0.5) / MelFilters.COUNT);
            }
        }
        return cosines;
    }
}
