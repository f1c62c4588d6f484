package dev.sotto.media.speech;

/** A speech synthesis engine. Thread: worker threads only; {@link #synthesize} blocks. Thread-safe. */
public interface Synthesizer extends AutoCloseable {
    /** The engine's name as it is written in settings, for example {@code freetts}. */
    String name();

    /** One line for the operator: what this voice can't do. */
    String limits();

    /** Speaks {@code text} into {@code sink}, in order, chunk by chunk, until it ends or the sink refuses. */
    void synthesize(String text, Sink sink);

    @Override
    void close();

    /** Takes 8 kHz linear samples. */
    interface Sink {
        /** Returns false when no more is wanted; the engine then stops soon. The array is only lent. */
        boolean accept(short[] samples, int offset, int count);

        /** What follows is another voice's, which stands in for this once: not to be kept for the next time. */
        default void standIn() {}
    }
}
