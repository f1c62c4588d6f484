package dev.sotto.media.speech.feature;

/**
 * Power spectrum of a real signal of a fixed power-of-two length, by a complex transform of half the length (Press et al.,
 * Numerical Recipes, section 12.3). One thread at a time.
 */
final class RealFft {
    private final int half;
    private final double[] cos;
    private final double[] sin;
    private final int[] reversed;
    private final double[] re;
    private final double[] im;

    RealFft(int length) {
        half = length / 2;
        cos = new double[half];
        sin = new double[half];
        reversed = new int[half];
        re = new double[half];
        im = new double[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / length);
            sin[i] = Math.sin(2 * Math.PI * i / length);
            reversed[i] = Integer.reverse(i) >>> (32 - bits);
        }
    }

    /** {@code power[k]} becomes the squared magnitude of bin k, 0 to length / 2. */
    void power(double[] signal, double[] power) {
        for (int i = 0; i < half; i++) {
            re[reversed[i]] = signal[2 * i];
            im[reversed[i]] = signal[2 * i + 1];
        }
        transform();
        for (int k = 0; k <= half / 2; k++) {
            int mirror = (half - k) % half;
            double evenRe = (re[k] + re[mirror]) / 2;
            double evenIm = (im[k] - im[mirror]) / 2;
            double oddRe = (im[k] + im[mirror]) / 2;
            double oddIm = (re[mirror] - re[k]) / 2;
            double turnedRe = oddRe * cos[k] + oddIm * sin[k];
            double turnedIm = oddIm * cos[k] - oddRe * sin[k];
            power[k] = square(evenRe + turnedRe, evenIm + turnedIm);
            power[half - k] = square(evenRe - turnedRe, evenIm - turnedIm);
        }
    }

    private void transform() {
        for (int size = 2; size <= half; size *= 2) {
            int step = 2 * half / size;
            for (int start = 0; start < half; start += size) {
                butterflies(start, size / 2, step);
            }
        }
    }

    private void butterflies(int start, int span, int step) {
        for (int i = 0; i < span; i++) {
            int a = start + i;
            int b = a + span;
            double c = cos[i * step];
            double s = sin[i * step];
            double bRe = re[b] * c + im[b] * s;
            double bIm = im[b] * c - re[b] * s;
            re[b] = re[a] - bRe;
            im[b] = im[a] - bIm;
            re[a] += bRe;
            im[a] += bIm;
        }
    }

    private static double square(double re, double im) {
        return re * re + im * im;
    }
}
