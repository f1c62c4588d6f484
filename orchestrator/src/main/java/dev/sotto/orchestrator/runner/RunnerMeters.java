package dev.sotto.orchestrator.runner;

/** What the runner counts. Called on event loops; implementations must not block. */
public interface RunnerMeters {
    RunnerMeters NONE = new RunnerMeters() {};

    default void began(String channel) {}

    default void ended(String channel, String termination, long millis) {}

    /** So many conversations more, or fewer, are held in memory. */
    default void live(int more) {}

    default void turnUnderstood(long nanos) {}

    default void sentenceBlocked() {}

    default void toolReturned(String tool, String outcome, long nanos) {}

    default void guidanceAsked(String kind) {}
}
