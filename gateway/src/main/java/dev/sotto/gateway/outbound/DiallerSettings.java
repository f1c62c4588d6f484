package dev.sotto.gateway.outbound;

import java.time.Duration;

/**
 * How orders are worked off.
 *
 * @param tries how often at most somebody is called for one order
 * @param retryAfter between two tries
 * @param retryLost whether what was being placed when the process died is placed again
 * @param hours as in {@code calls.hours}
 */
public record DiallerSettings(
        Duration answerWithin,
        int atOnce,
        int perSecond,
        Duration gap,
        int tries,
        Duration retryAfter,
        boolean retryLost,
        String hours) {
    /** Orders that are open; more are refused. */
    static final int MOST_OPEN = 10_000;
}
