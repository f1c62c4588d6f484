package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;

/** A second-order filter (bilinear transform of the Butterworth prototype). One sound. */
final class Biquad {
    private static final double LOWEST_HZ = 300;
    private static final double HIGHEST_HZ = 3_400;
    /** Of the two sections of a fourth-order Butterworth filter. */
    private static final double[] QUALITIES = {0.541, 1.307};

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;

    private Biquad(boolean high, double hertz, double quality) {
        double omega = 2 * Math.PI * hertz / AudioFormat.SAMPLE_RATE;
        double cosine = Math.cos(omega);
        double alpha = Math.sin(omega) / (2 * quality);
        double sign = high ? -1 : 1;
        double a0 = 1 + alpha;
        b1 = sign * (1 - sign * cosine) / a0;
        b0 = (1 - sign * cosine) / 2 / a0;
        b2 = b0;
        a1 = -2 * cosine / a0;
        a2 = (1 - alpha) / a0;
    }

    /** 300 to 3,400 Hz with 24 dB an octave on both sides, in place. */
    static void telephoneBand(double[] sound) {
        for (double quality : QUALITIES) {
            new Biquad(true, LOWEST_HZ, quality).run(sound);
            new Biquad(false, HIGHEST_HZ, quality).run(sound);
        }
    }

    private void run(double[] sound) {
        double s1 = 0;
        double s2 = 0;
        for (int i = 0; i < sound.length; i++) {
            double in = sound[i];
            double out = b0 * in + s1;
            s1 = b1 * in - a1 * out + s2;
            s2 = b2 * in - a2 * out;
            sound[i] = out;
        }
    }
}
