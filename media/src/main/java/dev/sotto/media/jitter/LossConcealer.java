package dev.sotto.media.jitter;

/** Fills holes with what was heard last, 6 dB quieter each 20 ms, and with silence after 60 ms. */
final class LossConcealer {
    private static final int FADE_FRAMES = 3;

    private final short[] last = new short[FrameReader.FRAME_SAMPLES];
    private int concealed = FADE_FRAMES;

    /** Remembers a good frame. */
    void heard(short[] frame) {
        System.arraycopy(frame, 0, last, 0, last.length);
        concealed = 0;
    }

    /** Fills {@code frame} from {@code from} on. Returns false when that is silence. */
    boolean fill(short[] frame, int from) {
        concealed = Math.min(concealed + 1, FADE_FRAMES + 1);
        int shift = concealed > FADE_FRAMES ? 15 : concealed;
        for (int i = from; i < frame.length; i++) {
            frame[i] = (short) (shift == 15 ? 0 : last[i] >> shift);
        }
        return shift != 15;
    }
}
