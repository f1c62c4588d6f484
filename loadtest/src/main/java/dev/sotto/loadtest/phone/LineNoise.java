package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.turn.Level;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes noise: ten seconds of it, always the same, to be played over and over. Stateless. */
final class LineNoise {
    /** Of what it makes; callers have it louder or softer. */
    static final double LEVEL_DB = -30;

    private static final int SAMPLES = 10 * AudioFormat.SAMPLE_RATE;
    private static final long SEED = 17;
    private static final List<String> TALK = List.of(
            "I told him that we would come on Sunday, but he never wrote it down.",
            "Two coffees please, and one of these, no, the other one over there.",
            "They moved last summer, to the house next to the old station.",
            "Can you pass me that? Thank you. How was your week, then?",
            "It rained the whole day and the bus was late again, of course.",
            "My sister says it is much better than the one we had before.");

    private LineNoise() {}

    /** @param speak makes 8 kHz speech of a text; for babble */
    static short[] of(VoiceTraits.Noise.Kind kind, Function<String, short[]> speak) {
        double[] sound = switch (kind) {
            case NONE -> new double[SAMPLES];
            case WHITE -> white();
            case PINK -> pink();
            case BABBLE -> babble(speak);
        };
        short[] samples = Timbre.rounded(sound, 1);
        double level = Level.of(samples, 0, samples.length);
        return kind == VoiceTraits.Noise.Kind.NONE ? samples : Timbre.rounded(sound, Timbre.factor(LEVEL_DB - level));
    }

    private static double[] white() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] sound = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            sound[i] = 1_000 * random.nextGaussian();
        }
        return sound;
    }

    /** White noise through three leaky integrators: 3 dB an octave (P. Kellet's economy filter). */
    private static double[] pink() {
        double[] sound = white();
        double a = 0;
        double b = 0;
        double c = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double in = sound[i];
            a = 0.99765 * a + 0.0990460 * in;
            b = 0.96300 * b + 0.2965164 * in;
            c = 0.57000 * c + 1.0526913 * in;
            sound[i] = (a + b + c + 0.1848 * in) / 4;
        }
        return sound;
    }

    /** Six people, each in a voice of their own, each from another moment. */
    private static double[] babble(Function<String, short[]> speak) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] sound = new double[SAMPLES];
        for (String text : TALK) {
            short[] speech = Timbre.pitched(speak.apply(text), 0.85 + 0.45 * random.nextDouble());
            int from = random.nextInt(SAMPLES);
            for (int i = 0; i < SAMPLES; i++) {
                sound[(from + i) % SAMPLES] += speech[i % speech.length] / 3.0;
            }
        }
        return sound;
    }
}
