package dev.sotto.loadtest.acd;

/** The sound of a call, as a person at it knows it. Loop only. */
interface Line {
    /** Begins to say it. */
    void say(String text);

    /** Whether something is still being said. */
    boolean speaking();

    /** Whether the caller has begun to say something after that moment. */
    boolean callerBeganSince(long nanos);

    /** Whether the caller has been quiet for so long. */
    boolean callerQuietFor(long nanos, long nowNanos);
}
