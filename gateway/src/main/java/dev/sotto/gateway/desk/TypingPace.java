package dev.sotto.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often one desk may say that an answer to a card is being typed. Knows the cards typed last, and forgets older ones. */
final class TypingPace {
    static final Duration BETWEEN = Duration.ofSeconds(2);
    static final int MOST_CARDS = 100;

    private final Map<String, Instant> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_CARDS;
        }
    };

    boolean allows(String guidanceId, Instant now) {
        Instant before = last.get(guidanceId);
        if (before != null && now.isBefore(before.plus(BETWEEN))) {
            return false;
        }
        last.remove(guidanceId);
        last.put(guidanceId, now);
        return true;
    }
}
