package dev.sotto.gateway.sip.trunk;

/** How long to wait after a failure: doubled each time up to five minutes, never the same for two. One loop. */
final class Backoff {
    private static final long FIRST_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = 300_000;
    /** Accounts are locked by those who try too often. */
    private static final long SLOW_MILLIS = 60_000;

    private final TrunkLine line;
    private long nextMillis = FIRST_MILLIS;

    Backoff(TrunkLine line) {
        this.line = line;
    }

    long next() {
        long base = nextMillis;
        nextMillis = Math.min(LONGEST_MILLIS, base * 2);
        return (long) (base * line.jitter(0.5));
    }

    /** After a refusal that will not mend itself. */
    long nextSlow() {
        nextMillis = Math.max(nextMillis, SLOW_MILLIS);
        return next();
    }

    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
