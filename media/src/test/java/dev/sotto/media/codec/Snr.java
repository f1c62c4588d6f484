package dev.sotto.media.codec;

/** How close two sounds are. */
final class Snr {
    private static final int SEGMENT = 160;

    private Snr() {}

    /** Over all, in dB, {@code delay} being how many samples {@code heard} comes later, and a gain taken out. */
    static double overall(short[] said, short[] heard, int delay) {
        double cross = 0;
        double energy = 0;
        for (int i = 0; i + delay < heard.length && i < said.length; i++) {
            cross += (double) said[i] * heard[i + delay];
            energy += (double) said[i] * said[i];
        }
        double gain = cross / energy;
        double noise = 0;
        for (int i = 0; i + delay < heard.length && i < said.length; i++) {
            double difference = heard[i + delay] - gain * said[i];
            noise += difference * difference;
        }
        return 10 * Math.log10(gain * gain * energy / Math.max(noise, 1e-9));
    }

    /** Mean over segments of 20 ms that aren't silent, each between -10 and 35 dB, as is usual. */
    static double segmental(short[] said, short[] heard, int delay) {
        double sum = 0;
        int segments = 0;
        for (int at = 0; at + SEGMENT <= said.length && at + SEGMENT + delay <= heard.length; at += SEGMENT) {
            double energy = 0;
            double noise = 0;
            for (int i = at; i < at + SEGMENT; i++) {
                energy += (double) said[i] * said[i];
                noise += Math.pow(heard[i + delay] - said[i], 2);
            }
            if (energy / SEGMENT > 100 * 100) {
                sum += Math.max(-10, Math.min(35, 10 * Math.log10(energy / Math.max(noise, 1e-9))));
                segments++;
            }
        }
        return segments == 0 ? Double.NaN : sum / segments;
    }

    /** The delay, up to {@code most} samples, with which {@code heard} fits {@code said} best. */
    static int delay(short[] said, short[] heard, int most) {
        int best = 0;
        double bestSnr = Double.NEGATIVE_INFINITY;
        for (int delay = 0; delay <= most; delay++) {
            double snr = overall(said, heard, delay);
            if (snr > bestSnr) {
                bestSnr = snr;
                best = delay;
            }
        }
        return best;
    }
}
