package dev.sotto.gateway.sip.trunk;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much one source may send: a bucket that refills. Of so many sources it is known; a flood from invented addresses makes
 * old ones forgotten, which costs no more than knowing them. One loop, time as an argument.
 */
final class SourceLimit {
    private static final int MAX_SOURCES = 10_000;

    private final double perMilli;
    private final double burst;
    private final Map<Long, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > MAX_SOURCES;
        }
    };

    private static final class Bucket {
        double tokens;
        long atMillis;

        Bucket(double tokens, long atMillis) {
            this.tokens = tokens;
            this.atMillis = atMillis;
        }
    }

    SourceLimit(double perSecond, double burst) {
        this.perMilli = perSecond / 1000;
        this.burst = burst;
    }

    /** Takes one; false where nothing is left. */
    boolean take(InetAddress source, long nowMillis) {
        Bucket bucket = bucket(source, nowMillis);
        boolean left = bucket.tokens >= 1;
        if (left) {
            bucket.tokens--;
        }
        return left;
    }

    /** Whether one is left. */
    boolean isOpen(InetAddress source, long nowMillis) {
        return !buckets.containsKey(key(source)) || bucket(source, nowMillis).tokens >= 1;
    }

    int sources() {
        return buckets.size();
    }

    private Bucket bucket(InetAddress source, long nowMillis) {
        Bucket bucket = buckets.computeIfAbsent(key(source), key -> new Bucket(burst, nowMillis));
        bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, nowMillis - bucket.atMillis) * perMilli);
        bucket.atMillis = nowMillis;
        return bucket;
    }

    /** An IPv4 address, or the 64 bits of an IPv6 one that a site gets as a whole. */
    private static long key(InetAddress source) {
        byte[] address = source.getAddress();
        ByteBuffer octets = ByteBuffer.wrap(address);
        return address.length == 4 ? octets.getInt() & 0xffff_ffffL : octets.getLong() | 1L << 63;
    }
}
