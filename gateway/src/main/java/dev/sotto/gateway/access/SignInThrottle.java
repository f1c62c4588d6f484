package dev.sotto.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows guessing down: after {@code FREE} wrong passwords for one name from one address the next try must wait 2 s, then 4,
 * up to a minute. Others, and the same person elsewhere, don't notice. Any thread; nobody waits here, they are told to.
 */
final class SignInThrottle {
    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofMinutes(15);
    private static final int MAX_PAIRS = 10_000;

    private record Failures(int count, Instant last, Instant until) {}

    private final Map<String, Failures> byPair = new ConcurrentHashMap<>();

    /** Zero when a try is allowed now. A try counts as failed until {@link #succeeded}, so trying in parallel gains nothing. */
    Duration tryNow(String name, String address, Instant now) {
        if (byPair.size() >= MAX_PAIRS) {
            byPair.values().removeIf(failures -> failures.last().plus(FORGET).isBefore(now));
        }
        if (byPair.size() >= MAX_PAIRS) {
            return LONGEST;
        }
        Duration[] wait = {Duration.ZERO};
        byPair.compute(pair(name, address), (key, old) -> {
            boolean forgotten = old == null || old.last().plus(FORGET).isBefore(now);
            if (!forgotten && now.isBefore(old.until())) {
                wait[0] = Duration.between(now, old.until());
                return old;
            }
            int count = forgotten ? 1 : old.count() + 1;
            return new Failures(count, now, now.plus(penalty(count)));
        });
        return wait[0];
    }

    void succeeded(String name, String address) {
        byPair.remove(pair(name, address));
    }

    private static Duration penalty(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        Duration penalty = Duration.ofSeconds(1L << Math.min(failures - FREE + 1, 6));
        return penalty.compareTo(LONGEST) > 0 ? LONGEST : penalty;
    }

    private static String pair(String name, String address) {
        return address + ' ' + name;
    }
}
