package dev.sotto.gateway.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much one key (a remote address) may do: a bucket of {@code burst} that refills by {@code perSecond}. Any thread. At
 * most {@code MAX_KEYS} keys are known; past that, buckets that are full again are forgotten, and then new keys are refused.
 */
public final class RateLimit {
    private static final int MAX_KEYS = 50_000;
    private static final int BURST_SECONDS = 4;

    /**
     * How much, and for whom not.
     *
     * @param perSecond 0: no limit
     * @param exemptLoopback true lets 127.0.0.0/8 and ::1 do what they like (a reverse proxy limits by itself, tests hurry)
     */
    public record Settings(int perSecond, int burst, boolean exemptLoopback) {
        public static final Settings DEFAULT = of(50);

        public Settings {
            if (perSecond < 0 || burst < 1) {
                throw new IllegalArgumentException("rate limit must be positive: " + perSecond + ", " + burst);
            }
        }

        /** With a burst of four seconds' worth: a page, its scripts and its first requests come at once. */
        public static Settings of(int perSecond) {
            return new Settings(perSecond, Math.max(1, perSecond * BURST_SECONDS), true);
        }
    }

    private record Bucket(double tokens, long atMillis) {}

    private final Settings settings;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    public RateLimit(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes one; false when there is none left. */
    public boolean allows(String address) {
        if (settings.perSecond() == 0 || settings.exemptLoopback() && isLoopback(address)) {
            return true;
        }
        long now = clock.millis();
        if (buckets.size() >= MAX_KEYS && !buckets.containsKey(address) && !madeRoom(now)) {
            return false;
        }
        boolean[] allowed = new boolean[1];
        buckets.compute(address, (key, old) -> {
            double tokens = old == null ? settings.burst() : refilled(old, now);
            allowed[0] = tokens >= 1;
            return new Bucket(allowed[0] ? tokens - 1 : tokens, now);
        });
        return allowed[0];
    }

    /** How long until there is one again, for {@code Retry-After}. */
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }

    private boolean madeRoom(long now) {
        buckets.values().removeIf(bucket -> refilled(bucket, now) >= settings.burst());
        return buckets.size() < MAX_KEYS;
    }

    private double refilled(Bucket bucket, long now) {
        double added = (now - bucket.atMillis()) / 1000.0 * settings.perSecond();
        return Math.min(settings.burst(), bucket.tokens() + Math.max(0, added));
    }

    static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.startsWith("0:0:0:0:0:0:0:1");
    }
}
