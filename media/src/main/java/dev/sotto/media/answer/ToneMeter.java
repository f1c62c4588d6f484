package dev.sotto.media.answer;

import dev.sotto.media.turn.Level;

/**
 * Finds single tones. A sinusoid obeys x[n] + x[n-2] = 2 cos(w) x[n-1]; the best w of a frame and what is left over of its energy
 * say which tone it is and how pure. Tones hold their frequency and loudness, as voices don't. One call's; its context only.
 */
final class ToneMeter {
    private static final double LEAST_DB = -38;
    /** Square of how far the energy may lie from the tone, in radians per sample. */
    private static final double MOST_SPREAD = 0.06;
    /** Deeper sounds all look like one tone, voices too. */
    private static final double LEAST_HERTZ = 330;

    private static final double DRIFT_HERTZ = 12;
    private static final double DRIFT_DB = 3;

    private int frames;
    private double hertz;
    private double levelDb;

    /** Takes a frame; true while a tone goes on. */
    boolean accept(short[] frame) {
        double level = Level.of(frame, 0, frame.length);
        double now = level < LEAST_DB ? 0 : pitch(frame);
        boolean holds =
                now > 0 && (frames == 0 || Math.abs(now - hertz) < DRIFT_HERTZ && Math.abs(level - levelDb) < DRIFT_DB);
        if (!holds) {
            frames = 0;
        }
        if (now > 0) {
            hertz = frames == 0 ? now : hertz + (now - hertz) / (frames + 1);
            levelDb = level;
            frames++;
        }
        return frames > 1;
    }

    /** The frequency of a frame that is one tone; else 0. */
    private static double pitch(short[] frame) {
        double product = 0;
        double middle = 0;
        double sides = 0;
        for (int n = 2; n < frame.length; n++) {
            double side = (double) frame[n] + frame[n - 2];
            product += side * frame[n - 1];
            middle += (double) frame[n - 1] * frame[n - 1];
            sides += side * side;
        }
        if (middle == 0) {
            return 0;
        }
        double twoCos = product / middle;
        double left = Math.max(0, sides - twoCos * product);
        if (Math.abs(twoCos) >= 2 || left > MOST_SPREAD * (4 - twoCos * twoCos) * middle) {
            return 0;
        }
        double hertz = Math.acos(twoCos / 2) * 8_000 / (2 * Math.PI);
        return hertz < LEAST_HERTZ ? 0 : hertz;
    }

    /** How long it has gone on. */
    int millis() {
        return frames * 20;
    }

    double hertz() {
        return hertz;
    }
}
