package dev.sotto.media.codec;

import java.util.Arrays;

/**
 * Makes the noise that a comfort noise packet (RFC 3389) describes: a level in dB below the loudest, and perhaps the shape of its
 * spectrum as reflection coefficients of an all-pole filter. The level glides, as steps can be heard. Nothing is allocated after
 * construction. Call context only.
 */
public final class ComfortNoise {
    private static final int MAX_ORDER = 10;
    private static final double GLIDE = 0.02;

    /** A gateway that describes speech instead of its pauses must not roar. */
    private static final int LOUDEST_LEVEL = 30;

    private final double[] reflections = new double[MAX_ORDER];
    private final double[] backward = new double[MAX_ORDER + 1];
    private int order;
    /** What the filter needs for a unit of output. */
    private double excitation = 1;

    private double amplitude;
    private double wanted;
    private int random;

    public ComfortNoise(int seed) {
        random = seed | 1;
    }

    /** Takes a packet: one byte of level, then a byte for each reflection coefficient (section 3). An empty one changes nothing. */
    public void describe(byte[] payload, int offset, int length) {
        if (length == 0) {
            return;
        }
        int level = Math.max(LOUDEST_LEVEL, payload[offset] & 0x7F);
        order = Math.min(MAX_ORDER, length - 1);
        double gain = 1;
        for (int i = 0; i < order; i++) {
            double k = 258.0 * ((payload[offset + 1 + i] & 0xFF) - 127) / 32_768;
            reflections[i] = Math.max(-0.98, Math.min(0.98, k));
            gain *= 1 - reflections[i] * reflections[i];
        }
        // what another filter has left behind would ring in this one
        Arrays.fill(backward, 0);
        wanted = amplitudeOf(-level);
        excitation = Math.sqrt(gain);
    }

    /** Plain noise of {@code levelDb}, relative to the loudest square wave. */
    public void level(double levelDb) {
        order = 0;
        excitation = 1;
        wanted = amplitudeOf(levelDb);
    }

    /** Begins at the wanted level at once. */
    public void jump() {
        amplitude = wanted;
    }

    /** Fills {@code into} from {@code from} up to {@code to}. */
    public void fill(short[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            amplitude += GLIDE * (wanted - amplitude);
            double sample = shaped(amplitude * excitation * uniform());
            into[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
        }
    }

    /** The lattice form takes the coefficients as they come, and is stable for all that are within the unit circle. */
    private double shaped(double input) {
        double forward = input;
        for (int i = order - 1; i >= 0; i--) {
            forward -= reflections[i] * backward[i];
            backward[i + 1] = backward[i] + reflections[i] * forward;
        }
        backward[0] = forward;
        return forward;
    }

    /** Of variance 1. */
    private double uniform() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random * (1.7320508 / (1L << 31));
    }

    private static double amplitudeOf(double levelDb) {
        return 32_768 * Math.pow(10, levelDb / 20);
    }
}
