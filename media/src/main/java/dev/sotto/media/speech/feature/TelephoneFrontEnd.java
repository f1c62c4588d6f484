package dev.sotto.media.speech.feature;

/**
 * A leg's way from samples to cepstra: rate, spectrum, noise reduction, correction, mean. What it has learned of line and
 * noise stays from one utterance to the next, so an instance belongs to one leg. One thread at a time.
 */
public final class TelephoneFrontEnd {
    /** Cepstra in a frame. */
    public static final int SIZE = Mfcc.SIZE;

    /** Frames are 10 ms of sound. */
    public static final int FRAMES_PER_SECOND = 100;

    /** Takes frames of {@link #SIZE} cepstra; the array is only lent. */
    public interface Sink {
        void frame(float[] cepstra);
    }

    private final Correction correction;
    private final Upsampler upsampler = new Upsampler();
    private final Mfcc mfcc = new Mfcc();
    private final RunningMean mean = new RunningMean();
    private final float[] wide = new float[320];
    private final float[] ring;
    private final int window;
    private final float[] corrected = new float[SIZE];
    private final Sink sink;
    private final Mfcc.Sink stage = this::frame;
    private int frames;

    public TelephoneFrontEnd(Correction correction, Sink sink) {
        this.correction = correction;
        this.sink = sink;
        window = 2 * correction.context() + 1;
        ring = new float[window * SIZE];
    }

    public void begin() {
        upsampler.reset();
        mfcc.begin();
        frames = 0;
    }

    /** Takes 8 kHz samples. */
    public void accept(short[] samples, int offset, int count) {
        int filled = 0;
        for (int i = offset; i < offset + count; i++) {
            upsampler.push(samples[i], wide, filled);
            filled += 2;
            if (filled == wide.length) {
                mfcc.accept(wide, filled, stage);
                filled = 0;
            }
        }
        mfcc.accept(wide, filled, stage);
    }

    /** Lets the frames out that still waited for others to follow. */
    public void end() {
        if (frames == 0) {
            return;
        }
        int last = (frames - 1) % window * SIZE;
        float[] repeated = java.util.Arrays.copyOfRange(ring, last, last + SIZE);
        for (int i = 0; i < correction.context(); i++) {
            frame(repeated);
        }
    }

    private void frame(float[] cepstra) {
        if (frames == 0) {
            for (int i = 0; i < correction.context(); i++) {
                store(cepstra);
            }
        }
        store(cepstra);
        if (frames >= window) {
            correction.apply(ring, window, frames % window, corrected);
            mean.apply(corrected);
            sink.frame(corrected);
        }
    }

    private void store(float[] cepstra) {
        System.arraycopy(cepstra, 0, ring, frames % window * SIZE, SIZE);
        frames++;
    }
}
