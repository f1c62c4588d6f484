package dev.sotto.media.codec;

/**
 * Converts between sample rates as a stream: a polyphase low-pass (sinc under a Kaiser window, about 70 dB), flat up to 86 % of
 * the narrower band. The filters are shared, the state is this stream's. Nothing is allocated after {@link #of}. Not thread safe.
 */
public final class Resampler {
    private static final int CROSSINGS = 24;
    private static final double PASSED = 0.95;
    private static final double KAISER_BETA = 7;

    private final int up;
    private final int down;
    private final int taps;
    private final float[] phases;
    /** Twice the same samples, so that the last {@link #taps} are always in a row. */
    private final float[] history;

    private int at;
    private int phase;

    private Resampler(int up, int down) {
        this.up = up;
        this.down = down;
        this.taps = 2 * (CROSSINGS * Math.max(up, down) / up);
        this.phases = filter(up, down, taps);
        this.history = new float[2 * taps];
    }

    /** From {@code fromRate} to {@code toRate} samples per second. */
    public static Resampler of(int fromRate, int toRate) {
        if (fromRate < 1000 || toRate < 1000 || fromRate > 192_000 || toRate > 192_000) {
            throw new IllegalArgumentException("rates must be 1000 to 192000: " + fromRate + ", " + toRate);
        }
        int common = commonDivisor(fromRate, toRate);
        return new Resampler(toRate / common, fromRate / common);
    }

    /** Converts {@code count} samples; returns how many were written, {@code count * toRate / fromRate} on average. */
    public int convert(short[] samples, int offset, int count, short[] into, int intoOffset) {
        int made = 0;
        for (int i = 0; i < count; i++) {
            push(samples[offset + i]);
            while (phase < up) {
                into[intoOffset + made++] = output();
                phase += down;
            }
            phase -= up;
        }
        return made;
    }

    private void push(short sample) {
        at = at == 0 ? taps - 1 : at - 1;
        history[at] = sample;
        history[at + taps] = sample;
    }

    private short output() {
        int tap = phase * taps;
        float sum = 0;
        for (int i = 0; i < taps; i++) {
            sum += phases[tap + i] * history[at + i];
        }
        int rounded = Math.round(sum);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }

    /** Phase p has the taps p, p + up, p + 2 up... of the long filter; each phase passes a constant as it is. */
    private static float[] filter(int up, int down, int taps) {
        int length = taps * up;
        double cutoff = PASSED / (2.0 * Math.max(up, down));
        float[] phases = new float[length];
        for (int p = 0; p < up; p++) {
            double sum = 0;
            double[] values = new double[taps];
            for (int i = 0; i < taps; i++) {
                double t = p + (double) i * up - length / 2.0;
                values[i] = sinc(2 * cutoff * t) * kaiser(2 * t / length);
                sum += values[i];
            }
            for (int i = 0; i < taps; i++) {
                phases[p * taps + i] = (float) (values[i] / sum);
            }
        }
        return phases;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** {@code x} from -1 to 1. */
    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of order 0 by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }
}
