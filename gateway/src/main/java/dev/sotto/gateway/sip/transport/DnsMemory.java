package dev.sotto.gateway.sip.transport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the DNS has said, for as long as it said; that there is nothing is remembered, too (RFC 2308). Bounded. Loop thread only. */
final class DnsMemory {
    static final int MOST = 2_048;
    private static final long LONGEST_MILLIS = 24 * 3_600_000L;
    private static final long NOTHING_MILLIS = 30_000;
    private static final long FAILURE_MILLIS = 5_000;

    /** A question. */
    record Key(String name, String type) {}

    private record Entry(List<Object> values, long untilMillis) {}

    private final LongSupplier nowMillis;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > MOST;
        }
    };

    DnsMemory(LongSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    @Nullable
    List<Object> recall(Key key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.untilMillis() - nowMillis.getAsLong() <= 0) {
            entries.remove(key);
            return null;
        }
        return entry == null ? null : entry.values();
    }

    void keep(Key key, List<Object> values, long timeToLiveSeconds) {
        long millis = values.isEmpty() ? NOTHING_MILLIS : Math.min(LONGEST_MILLIS, timeToLiveSeconds * 1_000);
        put(key, values, millis);
    }

    /** No answer, for whatever reason: may be another in a moment. */
    void keepFailure(Key key) {
        put(key, List.of(), FAILURE_MILLIS);
    }

    int size() {
        return entries.size();
    }

    private void put(Key key, List<Object> values, long millis) {
        if (millis > 0) {
            entries.put(key, new Entry(values, nowMillis.getAsLong() + millis));
        }
    }
}
