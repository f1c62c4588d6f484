package dev.sotto.media.session;

import dev.sotto.media.speech.Transcriber;

/** The last second of what was heard, so that a recogniser gets the begin of a speech that is believed only later. */
final class PreRoll {
    private static final int FRAMES = 50;
    private static final int FRAME_SAMPLES = 160;

    private final short[] samples = new short[FRAMES * FRAME_SAMPLES];
    private long written;

    void add(short[] frame) {
        System.arraycopy(frame, 0, samples, (int) (written++ % FRAMES) * FRAME_SAMPLES, FRAME_SAMPLES);
    }

    /** Gives the last {@code frames}, fewer when there are fewer. */
    void feed(Transcriber.Leg leg, int frames) {
        long from = Math.max(0, written - Math.min(frames, FRAMES));
        for (long i = from; i < written; i++) {
            leg.accept(samples, (int) (i % FRAMES) * FRAME_SAMPLES, FRAME_SAMPLES);
        }
    }
}
