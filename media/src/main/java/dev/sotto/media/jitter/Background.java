package dev.sotto.media.jitter;

import dev.sotto.media.codec.ComfortNoise;

/**
 * How loud the quiet is between the other side's words, so that a sender who stops to send in pauses doesn't leave dead holes
 * behind. Known after a second of sound; what never gets quiet has no background.
 */
final class Background {
    /** Louder than this (about -45 dB) is somebody's sound. */
    private static final double LOUDEST_POWER = 184.0 * 184.0;

    private static final int WINDOW_FRAMES = 50;

    private double least = Double.MAX_VALUE;
    private double power = -1;
    private int frames;
    private long squares;
    private int samples;

    /** Takes samples that were heard. */
    void heard(short[] frame, int from, int to) {
        for (int i = from; i < to; i++) {
            squares += frame[i] * frame[i];
        }
        samples += to - from;
        if (samples >= FrameReader.FRAME_SAMPLES) {
            least = Math.min(least, (double) squares / samples);
            squares = 0;
            samples = 0;
            if (++frames == WINDOW_FRAMES) {
                power = least;
                least = Double.MAX_VALUE;
                frames = 0;
            }
        }
    }

    /** Sets the noise to it. Returns false when it isn't known, or nothing anybody would hear. */
    boolean describe(ComfortNoise noise) {
        if (power < 1 || power > LOUDEST_POWER) {
            return false;
        }
        noise.level(10 * Math.log10(power) - 90.309);
        return true;
    }

    void reset() {
        least = Double.MAX_VALUE;
        power = -1;
        frames = 0;
        squares = 0;
        samples = 0;
    }
}
