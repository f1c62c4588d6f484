package dev.sotto.media.speech.service;

/** What is measured of one service. Any thread; must not block. */
public interface ServiceMeter {
    ServiceMeter NONE = new ServiceMeter() {};

    /** A stream, or a request, more or less is open. */
    default void streams(int change) {}

    /** From the begin of speech to its first words, or from a text to its first sound. */
    default void firstResult(long nanos) {}

    /** From the end of speech to its words. */
    default void finalAfter(long nanos) {}

    default void failed(ServiceFailure why) {}

    /** The local engine stands in; {@code why} is a short constant. */
    default void fellBack(String why) {}

    /** {@code state} is closed, open or half_open. */
    default void circuit(String state) {}

    /** The oldest samples in a queue to the service, or kept for the local engine, were lost. */
    default void dropped(int samples) {}
}
