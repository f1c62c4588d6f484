package dev.sotto.media.speech.feature;

/**
 * Triangular filters of unit area on the mel scale with edges rounded to spectrum bins, as the acoustic model was trained
 * with: {@code -nfilt 25 -lowerf 130 -upperf 6800}, 16 kHz, 512 points.
 */
final class MelFilters {
    static final int COUNT = 25;

    private static final double LOWER = 130;
    private static final double UPPER = 6_800;

    private final int[] first = new int[COUNT];
    private final double[][] weights = new double[COUNT][];

    MelFilters(double sampleRate, int fftLength) {
        double bin = sampleRate / fftLength;
        double low = mel(LOWER);
        double width = (mel(UPPER) - low) / (COUNT + 1);
        for (int i = 0; i < COUNT; i++) {
            double left = rounded(low + i * width, bin);
            double centre = rounded(low + (i + 1) * width, bin);
            double right = rounded(low + (i + 2) * width, bin);
            first[i] = (int) Math.round(left / bin);
            int last = (int) Math.round(right / bin);
            weights[i] = new double[last - first[i] + 1];
            for (int k = 0; k < weights[i].length; k++) {
                double hz = (first[i] + k) * bin;
                double rise = (hz - left) / (centre - left);
                double fall = (right - hz) / (right - centre);
                weights[i][k] = Math.min(rise, fall) * 2 / (right - left);
            }
        }
    }

    void apply(double[] power, double[] mel) {
        for (int i = 0; i < COUNT; i++) {
            double sum = 0;
            double[] w = weights[i];
            for (int k = 0; k < w.length; k++) {
                sum += w[k] * power[first[i] + k];
            }
            mel[i] = sum;
        }
    }

    static double mel(double hz) {
        return 2_595 * Math.log10(1 + hz / 700);
    }

    private static double rounded(double mel, double bin) {
        double hz = 700 * (Math.pow(10, mel / 2_595) - 1);
        return Math.floor(hz / bin + 0.5) * bin;
    }
}
