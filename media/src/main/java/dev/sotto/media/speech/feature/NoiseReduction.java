package dev.sotto.media.speech.feature;

/**
 * Reduces steady noise in the mel spectrum the way SphinxBase's {@code -remove_noise yes} does, because the acoustic model
 * was trained behind it. After C. Kim and R. M. Stern, "Power-Normalized Cepstral Coefficients (PNCC) for Robust Speech
 * Recognition" (2016), section III: asymmetric low-pass filters follow the lower envelope, temporal masking, and the gain is
 * smoothed over neighbouring channels.
 */
final class NoiseReduction {
    private static final double POWER_MEMORY = 0.7;
    private static final double RISE_MEMORY = 0.995;
    private static final double FALL_MEMORY = 0.5;
    private static final double PEAK_DECAY = 0.85;
    private static final double MASK_SHARE = 0.2;
    private static final double MAX_GAIN = 20;
    private static final int NEIGHBOURS = 4;

    private final double[] power;
    private final double[] noise;
    private final double[] floor;
    private final double[] peak;
    private final double[] gain;
    private boolean primed;

    NoiseReduction(int channels) {
        power = new double[channels];
        noise = new double[channels];
        floor = new double[channels];
        peak = new double[channels];
        gain = new double[channels];
    }

    /** Reduces one frame in place. */
    void apply(double[] mel) {
        if (!primed) {
            prime(mel);
        }
        for (int i = 0; i < mel.length; i++) {
            power[i] = POWER_MEMORY * power[i] + (1 - POWER_MEMORY) * mel[i];
            noise[i] = lowerEnvelope(power[i], noise[i]);
            double signal = Math.max(power[i] - noise[i], 1.0);
            floor[i] = lowerEnvelope(signal, floor[i]);
            signal = Math.max(masked(i, signal), floor[i]);
            gain[i] = Math.max(Math.min(signal / power[i], MAX_GAIN), 1 / MAX_GAIN);
        }
        for (int i = 0; i < mel.length; i++) {
            mel[i] *= smoothedGain(i);
        }
    }

    private void prime(double[] mel) {
        for (int i = 0; i < mel.length; i++) {
            power[i] = Math.max(mel[i], 1e-10);
            noise[i] = power[i] / MAX_GAIN;
            floor[i] = power[i] / MAX_GAIN;
        }
        primed = true;
    }

    private static double lowerEnvelope(double value, double envelope) {
        double memory = value >= envelope ? RISE_MEMORY : FALL_MEMORY;
        return memory * envelope + (1 - memory) * value;
    }

    private double masked(int i, double signal) {
        peak[i] *= PEAK_DECAY;
        double result = signal < PEAK_DECAY * peak[i] ? peak[i] * MASK_SHARE : signal;
        peak[i] = Math.max(peak[i], signal);
        return result;
    }

    private double smoothedGain(int i) {
        int from = Math.max(i - NEIGHBOURS, 0);
        int to = Math.min(i + NEIGHBOURS, gain.length - 1);
        double sum = 0;
        for (int j = from; j <= to; j++) {
            sum += gain[j];
        }
        return sum / (to - from + 1);
    }
}
