package dev.sotto.media.speech;

/**
 * A speech recognition engine. One instance per process; it is built at start with its vocabulary.
 *
 * <p>Thread: {@link #open()} and everything of a {@link RecognitionStream} run on worker threads and may block.
 */
public interface Recognizer extends AutoCloseable {
    /** The engine's name as it is written in settings, for example {@code pocketsphinx}. */
    String name();

    /** One line for the operator: what this engine can't do. */
    String limits();

    /** A decoder of its own for one leg. May take hundreds of milliseconds: callers pool what they open. */
    RecognitionStream open();

    /** Decoders that exist now, in use or kept for the next: a metric. Any thread. */
    default int decodersOpen() {
        return 0;
    }

    @Override
    void close();
}
