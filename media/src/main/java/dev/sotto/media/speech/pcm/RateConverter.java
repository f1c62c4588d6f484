package dev.sotto.media.speech.pcm;

import java.math.BigInteger;

/**
 * Any rate from 8 to 48 kHz down to 8 kHz, sample by sample: a windowed sinc (Blackman, cut at 3.6 kHz), evaluated at the place in
 * time of each output sample. How many such places there are between two input samples follows from the rate (160 for 22.05 kHz);
 * for odd rates the nearest of {@value #MAX_PHASES} is taken.
 */
final class RateConverter {
    private static final int TO = 8_000;
    private static final double CUTOFF = 3_600;
    private static final int MAX_PHASES = 320;
    /** Zero crossings of the sinc on either side. */
    private static final int WINGS = 16;

    private final int rate;
    private final int reach;
    private final int phases;
    private final float[][] filters;
    private final float[] history;
    private long pushed;
    private long produced;

    RateConverter(int rate) {
        this.rate = rate;
        reach = (int) Math.ceil(WINGS * rate / (2 * CUTOFF));
        phases = Math.min(
                MAX_PHASES,
                BigInteger.valueOf(TO)
                        .divide(BigInteger.valueOf(TO).gcd(BigInteger.valueOf(rate)))
                        .intValue());
        filters = filters();
        history = new float[Integer.highestOneBit(2 * reach + 2) * 2];
    }

    /** Input samples that must follow the last one to get all of it out. */
    int delay() {
        return reach + 1;
    }

    /** Takes one sample; writes those that are ready to {@code out} from {@code at} on and returns how many, 0 or 1. */
    int push(float sample, short[] out, int at) {
        history[(int) (pushed++ & history.length - 1)] = sample;
        long place = produced * rate;
        long whole = place / TO;
        if (pushed <= whole + reach) {
            return 0;
        }
        out[at] = at(whole, (int) (place % TO * phases / TO));
        produced++;
        return 1;
    }

    private short at(long whole, int phase) {
        float[] filter = filters[phase];
        float sum = 0;
        for (int i = 0; i < filter.length; i++) {
            long from = whole - reach + 1 + i;
            if (from >= 0) {
                sum += filter[i] * history[(int) (from & history.length - 1)];
            }
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }

    private float[][] filters() {
        float[][] table = new float[phases][2 * reach];
        for (int phase = 0; phase < phases; phase++) {
            double sum = 0;
            for (int i = 0; i < 2 * reach; i++) {
                double distance = i - reach + 1 - (double) phase / phases;
                double t = 2 * CUTOFF * distance / rate;
                double sinc = t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
                double window = 0.42
                        + 0.5 * Math.cos(Math.PI * distance / reach)
                        + 0.08 * Math.cos(2 * Math.PI * distance / reach);
                table[phase][i] = (float) (sinc * window);
                sum += table[phase][i];
            }
            for (int i = 0; i < 2 * reach; i++) {
                table[phase][i] /= (float) sum;
            }
        }
        return table;
    }
}
