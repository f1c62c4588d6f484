package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.DeskRules;
import java.time.Duration;

/**
 * How patient the broker is.
 *
 * @param tokenLife how long after an approving answer the gated tool may run
 * @param disconnectGrace how long a desk page may be gone before what its agent has taken goes to somebody else
 * @param replyTimeout how long a conversation has to acknowledge an answer before it is sent again
 * @param firstRetry wait before the second sending; doubles up to {@code longestRetry}
 * @param deliveryTries sendings before the broker waits for the conversation to ask
 * @param largestDesk open requests on one node; more are refused
 * @param desk what holds for people at desks
 */
public record BrokerSettings(
        Duration tokenLife,
        Duration disconnectGrace,
        Duration replyTimeout,
        Duration firstRetry,
        Duration longestRetry,
        int deliveryTries,
        int largestDesk,
        DeskRules desk) {
    public static final BrokerSettings DEFAULT = new BrokerSettings(
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            60,
            10_000,
            DeskRules.DEFAULT);

    public BrokerSettings {
        if (deliveryTries < 1 || largestDesk < 1) {
            throw new IllegalArgumentException("deliveryTries and largestDesk must be at least 1");
        }
    }

    /** The same but for what an operator may set. */
    public BrokerSettings with(Duration newDisconnectGrace, DeskRules newDesk) {
        return new BrokerSettings(
                tokenLife,
                newDisconnectGrace,
                replyTimeout,
                firstRetry,
                longestRetry,
                deliveryTries,
                largestDesk,
                newDesk);
    }

    Duration retryAfter(int tries) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(tries - 1, 20));
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
