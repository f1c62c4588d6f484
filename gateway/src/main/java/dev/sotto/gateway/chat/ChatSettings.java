package dev.sotto.gateway.chat;

import java.time.Duration;
import java.util.Set;

/**
 * What an operator may set about chat.
 *
 * @param origins web origins whose pages may connect, {@code *} for any; our own may always
 * @param visitorGrace how long a visitor may be away before the conversation ends
 * @param integratorIdle the same for conversations that an integrator speaks for
 * @param maxVisits how many conversations at once; more are told to try later
 * @param outbox how many frames may wait for a slow reader
 * @param company whose chat it is, for the page
 */
public record ChatSettings(
        Set<String> origins,
        Duration visitorGrace,
        Duration integratorIdle,
        int maxVisits,
        int outbox,
        String company) {
    public static final ChatSettings DEFAULT =
            new ChatSettings(Set.of("*"), Duration.ofMinutes(10), Duration.ofHours(1), 20_000, 256, "");

    public ChatSettings {
        origins = Set.copyOf(origins);
        if (visitorGrace.isNegative() || visitorGrace.isZero() || maxVisits < 1 || outbox < 1) {
            throw new IllegalArgumentException("chat settings must be positive: " + visitorGrace + ", " + maxVisits);
        }
    }
}
