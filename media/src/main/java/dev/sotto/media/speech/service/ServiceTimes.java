package dev.sotto.media.speech.service;

import java.time.Duration;

/**
 * How long a service is waited for. What is longer than a caller should wait is refused.
 *
 * @param connect until the connection stands and the service has agreed to it
 * @param first from the end of speech to its words, or from a text to its first sound, connecting included
 * @param idle while sound is being sent, or received: from one message or piece to the next
 */
public record ServiceTimes(Duration connect, Duration first, Duration idle) {
    private static final Duration LONGEST = Duration.ofSeconds(3);

    public ServiceTimes {
        requireBounded("connect", connect);
        requireBounded("first", first);
        requireBounded("idle", idle);
    }

    private static void requireBounded(String name, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the " + name + " time of a speech service must be more than 0 and at most "
                            + LONGEST.toSeconds() + " s, as nobody shall hear silence for longer than 4 s; is "
                            + time.toMillis()
                            + " ms");
        }
    }
}
