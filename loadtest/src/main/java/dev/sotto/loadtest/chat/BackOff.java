package dev.sotto.loadtest.chat;

import java.util.random.RandomGenerator;

/** How long a client whose line is gone waits before it tries again. */
public enum BackOff {
    /** As the shipped chat page does: doubles from 0.4 s to 10 s, the upper half at random. */
    PAGE(400, 10_000),
    /** A customer who doesn't give up: six to thirteen times a second. */
    SOON(150, 150),
    /** The worst of clients: at once, then ten times a second. */
    NONE(0, 100);

    private static final int MOST_DOUBLINGS = 10;

    private final long firstMillis;
    private final long mostMillis;

    BackOff(long firstMillis, long mostMillis) {
        this.firstMillis = firstMillis;
        this.mostMillis = mostMillis;
    }

    /**
     * @param attempt how many tries have failed since the line was last good
     * @return at least 1, as timers want
     */
    long millis(int attempt, RandomGenerator random) {
        if (firstMillis == 0) {
            return attempt == 0 ? 1 : mostMillis;
        }
        long full = Math.min(mostMillis, firstMillis << Math.min(attempt, MOST_DOUBLINGS));
        return full / 2 + Math.round(random.nextDouble() * full / 2);
    }
}
