package dev.sotto.media.speech;

/** Synthesis as a call sees it: non-blocking, cached, bounded. */
public interface Narrator {
    /** Starts to speak {@code text}; samples appear in the returned sound as a worker makes them. Any thread. */
    Sound speak(String text);

    /** Sound that is being made. Read by one thread: the call's context. */
    interface Sound {
        /** Copies up to {@code count} samples. Returns how many, 0 when none is there yet, -1 at the end. Never blocks. */
        int read(short[] into, int offset, int count);

        /** Goes back by up to {@code samples}, to read them again. Returns by how many: none where a sound can't. */
        default int rewind(int samples) {
            return 0;
        }

        /** Samples of the whole phrase when it is known (all made), else -1. */
        long totalSamples();

        /** Nobody listens any more; the worker stops soon. */
        void cancel();

        /** True when the engine failed; what was made before the failure can still be read. */
        boolean failed();
    }
}
