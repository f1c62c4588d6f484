package dev.sotto.media.codec;

import java.util.Arrays;

/**
 * Finds keys pressed as pairs of tones (ITU-T Q.23) in the sound itself, by Goertzel's algorithm over windows of 20 ms every 10 ms.
 * The figures are Q.24's: presses of 40 ms and pauses of 40 ms, tones within 1.8 % of theirs and none that are 3 % off, the high
 * one up to 4 dB stronger or 8 dB weaker, each down to 25 dB below 1 mW.
 *
 * <p>What keeps voices out: nearly all of the window's energy is in the two tones, both have their exact pitch, told by how their phase
 * moves between the window's halves, and both halves are equally loud. Measured by {@code KeyTonesTest}. Call context only;
 * allocates nothing.
 */
public final class KeyTones {
    /** No key; what {@link #on} returns when nothing new is pressed. */
    public static final char NONE = 0;

    private static final int HOP = 80;
    private static final int WINDOW = 2 * HOP;
    private static final int GROUP = 4;
    private static final double[] HERTZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";

    private static final int WINDOWS_TO_BELIEVE = 2;
    private static final int WINDOWS_TO_RELEASE = 3;

    /** A sine of -25 dBm0 has a mean square of 36.6 dB below full scale's square; some are weaker on a bad line. */
    private static final double LEAST_POWER = meanSquare(-36);

    private static final double LEAST_SHARE = 0.75;
    private static final double MAX_PITCH_ERROR = 0.024;
    private static final double MOST_HIGH_OVER_LOW = ratio(5.5);
    private static final double MOST_LOW_OVER_HIGH = ratio(9.5);
    private static final double LEAST_OVER_NEIGHBOURS = ratio(6);
    private static final double LEAST_STEADINESS = ratio(-5);

    private static final double[] COSINE = new double[HERTZ.length];
    private static final double[] SINE = new double[HERTZ.length];
    private static final double[] ADVANCE = new double[HERTZ.length];

    static {
        for (int i = 0; i < HERTZ.length; i++) {
            double omega = 2 * Math.PI * HERTZ[i] / AudioFormat.SAMPLE_RATE;
            COSINE[i] = Math.cos(omega);
            SINE[i] = Math.sin(omega);
            ADVANCE[i] = Math.IEEEremainder(omega * HOP, 2 * Math.PI);
        }
    }

    /** Of the window's first and second half, for each tone: its wave as a complex number. */
    private final double[] firstReal = new double[HERTZ.length];

    private final double[] firstImaginary = new double[HERTZ.length];
    private final double[] real = new double[HERTZ.length];
    private final double[] imaginary = new double[HERTZ.length];
    private double firstEnergy;
    private double energy;

    private char pressed = NONE;
    private char candidate = NONE;
    private int hits;
    private int misses;

    /** Takes a frame, {@code samples} being a whole number of 10 ms. Returns the key that turns out to be pressed, once. */
    public char on(short[] samples) {
        char found = NONE;
        for (int at = 0; at + HOP <= samples.length; at += HOP) {
            measure(samples, at);
            char key = decide(judge());
            found = key == NONE ? found : key;
        }
        return found;
    }

    private void measure(short[] samples, int from) {
        System.arraycopy(real, 0, firstReal, 0, real.length);
        System.arraycopy(imaginary, 0, firstImaginary, 0, imaginary.length);
        firstEnergy = energy;
        energy = 0;
        for (int i = from; i < from + HOP; i++) {
            energy += (double) samples[i] * samples[i];
        }
        if (energy < HOP * LEAST_POWER) {
            Arrays.fill(real, 0);
            Arrays.fill(imaginary, 0);
            return;
        }
        for (int tone = 0; tone < HERTZ.length; tone++) {
            double twice = 2 * COSINE[tone];
            double last = 0;
            double before = 0;
            for (int i = from; i < from + HOP; i++) {
                double now = samples[i] + twice * last - before;
                before = last;
                last = now;
            }
            real[tone] = last - before * COSINE[tone];
            imaginary[tone] = before * SINE[tone];
        }
    }

    /** The key whose tones fill the window, or none. */
    private char judge() {
        double total = (firstEnergy + energy) / WINDOW;
        if (total < 2 * LEAST_POWER) {
            return NONE;
        }
        int low = strongest(0);
        int high = strongest(GROUP);
        if (!alone(low, 0) || !alone(high, GROUP) || !pure(low) || !pure(high)) {
            return NONE;
        }
        double lowPower = power(low);
        double highPower = power(high);
        boolean loud = Math.min(lowPower, highPower) >= LEAST_POWER;
        boolean balanced = highPower <= lowPower * MOST_HIGH_OVER_LOW && lowPower <= highPower * MOST_LOW_OVER_HIGH;
        boolean nothingElse = lowPower + highPower >= LEAST_SHARE * total;
        return loud && balanced && nothingElse ? KEYS.charAt(low * GROUP + high - GROUP) : NONE;
    }

    private int strongest(int group) {
        int best = group;
        for (int tone = group + 1; tone < group + GROUP; tone++) {
            best = square(tone) > square(best) ? tone : best;
        }
        return best;
    }

    private boolean alone(int best, int group) {
        for (int tone = group; tone < group + GROUP; tone++) {
            if (tone != best && square(tone) * LEAST_OVER_NEIGHBOURS > square(best)) {
                return false;
            }
        }
        return true;
    }

    /** As loud in one half as in the other, and at its own pitch. */
    private boolean pure(int tone) {
        double first = firstReal[tone] * firstReal[tone] + firstImaginary[tone] * firstImaginary[tone];
        double second = real[tone] * real[tone] + imaginary[tone] * imaginary[tone];
        boolean steady = Math.min(first, second) > LEAST_STEADINESS * Math.max(first, second);
        return steady && Math.abs(pitchError(tone)) <= MAX_PITCH_ERROR * HERTZ[tone];
    }

    /** In Hz: how much farther, or less far, the wave has turned in 10 ms than it should have. */
    private double pitchError(int tone) {
        double turned = Math.atan2(
                imaginary[tone] * firstReal[tone] - real[tone] * firstImaginary[tone],
                real[tone] * firstReal[tone] + imaginary[tone] * firstImaginary[tone]);
        double error = Math.IEEEremainder(turned - ADVANCE[tone], 2 * Math.PI);
        return error * AudioFormat.SAMPLE_RATE / (2 * Math.PI * HOP);
    }

    /** Squared size of the tone in the whole window: the halves added in phase. */
    private double square(int tone) {
        double turnedReal = Math.cos(ADVANCE[tone]);
        double turnedImaginary = -Math.sin(ADVANCE[tone]);
        double sumReal = firstReal[tone] + real[tone] * turnedReal - imaginary[tone] * turnedImaginary;
        double sumImaginary = firstImaginary[tone] + real[tone] * turnedImaginary + imaginary[tone] * turnedReal;
        return sumReal * sumReal + sumImaginary * sumImaginary;
    }

    /** Mean square of the tone, with what its pitch error hides from the window put back. */
    private double power(int tone) {
        double x = Math.PI * pitchError(tone) * WINDOW / AudioFormat.SAMPLE_RATE;
        double seen = Math.abs(x) < 1e-6 ? 1 : Math.sin(x) / x;
        return 2 * square(tone) / ((double) WINDOW * WINDOW * seen * seen);
    }

    private char decide(char key) {
        if (key == pressed) {
            misses = 0;
            hits = 0;
            return NONE;
        }
        if (pressed != NONE && ++misses >= WINDOWS_TO_RELEASE) {
            pressed = NONE;
        }
        hits = key == NONE ? 0 : key == candidate ? hits + 1 : 1;
        candidate = key;
        if (hits < WINDOWS_TO_BELIEVE) {
            return NONE;
        }
        pressed = key;
        misses = 0;
        hits = 0;
        return key;
    }

    private static double meanSquare(double levelDb) {
        return 32_768.0 * 32_768 * ratio(levelDb);
    }

    private static double ratio(double decibel) {
        return Math.pow(10, decibel / 10);
    }
}
