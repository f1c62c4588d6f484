package dev.sotto.media.speech.feature;

/**
 * Adds speed and acceleration to cepstra: c[t], c[t+2]-c[t-2], (c[t+3]-c[t-1])-(c[t+1]-c[t-3]), SphinxTrain's
 * {@code 1s_c_d_dd}. Three frames late; edges repeat the first and last frame.
 */
public final class Deltas {
    /** Values in a frame with speed and acceleration. */
    public static final int SIZE = 3 * TelephoneFrontEnd.SIZE;

    private static final int REACH = 3;
    private static final int WINDOW = 2 * REACH + 1;

    /** Takes frames of {@link #SIZE}; the array is only lent. */
    public interface Sink {
        void frame(float[] features);
    }

    private final float[][] ring = new float[WINDOW][TelephoneFrontEnd.SIZE];
    private final float[] features = new float[SIZE];
    private final Sink sink;
    private int frames;

    public Deltas(Sink sink) {
        this.sink = sink;
    }

    public void begin() {
        frames = 0;
    }

    public void accept(float[] cepstra) {
        if (frames == 0) {
            for (int i = 0; i < REACH; i++) {
                store(cepstra);
            }
        }
        store(cepstra);
        if (frames >= WINDOW) {
            compute();
            sink.frame(features);
        }
    }

    /** Lets the last frames out. */
    public void end() {
        if (frames > 0) {
            float[] last = ring[(frames - 1) % WINDOW].clone();
            for (int i = 0; i < REACH; i++) {
                accept(last);
            }
        }
    }

    private void store(float[] cepstra) {
        System.arraycopy(cepstra, 0, ring[frames % WINDOW], 0, cepstra.length);
        frames++;
    }

    private void compute() {
        int size = TelephoneFrontEnd.SIZE;
        for (int i = 0; i < size; i++) {
            features[i] = at(0)[i];
            features[size + i] = at(2)[i] - at(-2)[i];
            features[2 * size + i] = (at(3)[i] - at(-1)[i]) - (at(1)[i] - at(-3)[i]);
        }
    }

    private float[] at(int distance) {
        return ring[(frames - 1 - REACH + distance) % WINDOW];
    }
}
