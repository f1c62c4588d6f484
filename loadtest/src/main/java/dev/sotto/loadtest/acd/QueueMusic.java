package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.phone.SpokenPhrase;

/** Soft music of the kind that queues have: a broken chord, quiet enough to talk over and loud enough to be heard. */
final class QueueMusic {
    private static final int SAMPLE_RATE = 8_000;
    private static final int NOTE_SAMPLES = SAMPLE_RATE / 2;
    private static final double AMPLITUDE = 1_500;
    private static final double[] NOTES_HZ = {261.6, 329.6, 392.0, 523.3, 440.0, 392.0, 329.6, 293.7};

    private QueueMusic() {}

    /** Four seconds of it, to be played over and over. */
    static SpokenPhrase phrase() {
        short[] samples = new short[NOTES_HZ.length * NOTE_SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            double hz = NOTES_HZ[i / NOTE_SAMPLES];
            double into = (double) (i % NOTE_SAMPLES) / NOTE_SAMPLES;
            double swell = 0.4 + 0.6 * Math.sin(Math.PI * into);
            samples[i] = (short) Math.round(AMPLITUDE * swell * Math.sin(2 * Math.PI * hz * i / SAMPLE_RATE));
        }
        return SpokenPhrase.of("music", samples);
    }
}
