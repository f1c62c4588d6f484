package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.Resampler;
import dev.sotto.media.turn.Level;

/**
 * Makes another speaker of the synthesiser's only one: resampled, which moves pitch and formants, then brought to its length again
 * without touching the pitch (WSOLA, Verhelst and Roelands 1993), filtered and levelled. Stateless.
 */
final class Timbre {
    private static final int WINDOW = 240;
    private static final int HOP = WINDOW / 2;
    private static final int SEARCH = 80;
    private static final int FRAME = SpokenPhrase.FRAME_SAMPLES;

    private Timbre() {}

    static short[] of(VoiceTraits traits, short[] speech) {
        short[] pitched = pitched(speech, traits.pitch());
        short[] timed = stretched(pitched, traits.pitch() / traits.speed());
        double[] sound = new double[timed.length];
        for (int i = 0; i < timed.length; i++) {
            sound[i] = timed[i];
        }
        if (traits.telephoneBand()) {
            Biquad.telephoneBand(sound);
        }
        return levelled(sound, VoiceTraits.SPEECH_DB + traits.loudnessDb());
    }

    /** Played as if it had been recorded at another rate: higher and shorter, or lower and longer. */
    static short[] pitched(short[] speech, double pitch) {
        int from = (int) Math.round(pitch * 100) * AudioFormat.SAMPLE_RATE / 100;
        if (from == AudioFormat.SAMPLE_RATE) {
            return speech;
        }
        short[] into = new short[(int) (speech.length / pitch) + FRAME];
        int count = Resampler.of(from, AudioFormat.SAMPLE_RATE).convert(speech, 0, speech.length, into, 0);
        return java.util.Arrays.copyOf(into, count);
    }

    /** The same pitch, {@code times} as long: overlapping windows, each taken where it goes on best from the one before. */
    static short[] stretched(short[] speech, double times) {
        int length = (int) Math.round(speech.length * times);
        if (Math.abs(times - 1) < 0.005 || length <= WINDOW || speech.length <= WINDOW + 2 * SEARCH) {
            return speech;
        }
        double[] out = new double[length + WINDOW];
        double[] weight = new double[length + WINDOW];
        int previous = 0;
        for (int at = 0; at < length; at += HOP) {
            int ideal = (int) Math.round(at / times);
            int from = at == 0 ? 0 : best(speech, previous + HOP, ideal);
            for (int i = 0; i < WINDOW && from + i < speech.length; i++) {
                double part = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW);
                out[at + i] += part * speech[from + i];
                weight[at + i] += part;
            }
            previous = from;
        }
        short[] made = new short[length];
        for (int i = 0; i < length; i++) {
            made[i] = clipped(weight[i] < 1e-3 ? out[i] : out[i] / weight[i]);
        }
        return made;
    }

    /** Near {@code ideal}, the place most like what would have followed. */
    private static int best(short[] speech, int natural, int ideal) {
        int last = speech.length - WINDOW;
        int target = Math.max(0, Math.min(natural, last));
        int best = Math.max(0, Math.min(ideal, last));
        double most = Double.NEGATIVE_INFINITY;
        for (int from = Math.max(0, ideal - SEARCH); from <= Math.min(last, ideal + SEARCH); from += 2) {
            double likeness = likeness(speech, target, from);
            if (likeness > most) {
                most = likeness;
                best = from;
            }
        }
        return best;
    }

    private static double likeness(short[] speech, int a, int b) {
        double product = 0;
        double power = 1;
        for (int i = 0; i < HOP; i += 2) {
            product += (double) speech[a + i] * speech[b + i];
            power += (double) speech[b + i] * speech[b + i];
        }
        return product / Math.sqrt(power);
    }

    /** So that it has this level while somebody speaks. */
    static short[] levelled(double[] sound, double levelDb) {
        short[] rounded = rounded(sound, 1);
        double gain = factor(levelDb - activeLevel(rounded));
        return rounded(sound, gain);
    }

    /** The mean power of the frames that are at most 20 dB below the loudest. */
    static double activeLevel(short[] sound) {
        double loudest = Level.SILENCE_DB;
        for (int at = 0; at + FRAME <= sound.length; at += FRAME) {
            loudest = Math.max(loudest, Level.of(sound, at, FRAME));
        }
        double power = 0;
        int frames = 0;
        for (int at = 0; at + FRAME <= sound.length; at += FRAME) {
            double level = Level.of(sound, at, FRAME);
            if (level >= loudest - 20) {
                power += Math.pow(10, level / 10);
                frames++;
            }
        }
        return frames == 0 ? Level.SILENCE_DB : 10 * Math.log10(power / frames);
    }

    static double factor(double db) {
        return Math.pow(10, db / 20);
    }

    static short[] rounded(double[] sound, double gain) {
        short[] samples = new short[sound.length];
        for (int i = 0; i < sound.length; i++) {
            samples[i] = clipped(gain * sound[i]);
        }
        return samples;
    }

    private static short clipped(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
