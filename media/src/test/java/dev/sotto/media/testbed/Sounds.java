package dev.sotto.media.testbed;

import java.util.Random;

/** Samples to test with, 8 kHz. Levels are amplitudes of 0 to 32767. */
public final class Sounds {
    private Sounds() {}

    public static short[] silence(int millis) {
        return new short[millis * 8];
    }

    public static short[] tone(double hertz, int amplitude, int millis) {
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (amplitude * Math.sin(2 * Math.PI * hertz * i / 8000));
        }
        return samples;
    }

    public static short[] noise(int amplitude, int millis, long seed) {
        Random random = new Random(seed);
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.max(-32768, Math.min(32767, random.nextGaussian() * amplitude));
        }
        return samples;
    }

    /** Moves as a voice does: a tone with overtones, five syllables a second, rising and falling. */
    public static short[] voice(double hertz, int amplitude, int millis) {
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            double seconds = i / 8000.0;
            double syllable = 0.15 + 0.85 * Math.abs(Math.sin(2 * Math.PI * 2.5 * seconds + 0.6));
            double wave = Math.sin(2 * Math.PI * hertz * seconds) + 0.2 * Math.sin(4 * Math.PI * hertz * seconds);
            samples[i] = (short) (amplitude * syllable * wave / 1.2);
        }
        return samples;
    }

    public static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] joined = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    /** Both at once. */
    public static short[] mix(short[] one, short[] other) {
        short[] mixed = one.clone();
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            mixed[i] = (short) Math.max(-32768, Math.min(32767, one[i] + other[i]));
        }
        return mixed;
    }
}
