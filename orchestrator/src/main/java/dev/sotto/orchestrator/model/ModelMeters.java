package dev.sotto.orchestrator.model;

/** What the model's client measures. Called on event loops; implementations must not block. */
public interface ModelMeters {
    ModelMeters NONE = new ModelMeters() {};

    /** {@code outcome}: {@code done, failed, dropped, refused} (the circuit is open). */
    default void ended(String outcome, long nanos) {}

    default void firstToken(long nanos) {}

    default void tokens(long in, long out) {}

    /** {@code why}: {@code retry} or {@code hedge}. */
    default void triedAgain(String why) {}

    /** The circuit went to {@code state}: {@code closed, open, half_open}. */
    default void circuit(String state) {}
}
