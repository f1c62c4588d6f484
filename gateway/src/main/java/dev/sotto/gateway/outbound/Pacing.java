package dev.sotto.gateway.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How fast we call: so many at once, so many a second, and nobody again too soon. One owner. */
final class Pacing {
    private final int atOnce;
    private final int perSecond;
    private final Duration gap;
    private final Map<String, Instant> lastPlaced = new HashMap<>();
    private Instant second = Instant.EPOCH;
    private int inSecond;

    Pacing(int atOnce, int perSecond, Duration gap) {
        this.atOnce = atOnce;
        this.perSecond = perSecond;
        this.gap = gap;
    }

    void remember(Map<String, Instant> placed) {
        lastPlaced.putAll(placed);
    }

    /** True where one more may be placed now, whoever it is. */
    boolean hasRoom(int active, Instant now) {
        boolean sameSecond = now.isBefore(second.plusSeconds(1));
        return active < atOnce && (!sameSecond || inSecond < perSecond);
    }

    /** True where that target may be called now. */
    boolean mayCall(String target, Instant now) {
        Instant last = lastPlaced.get(target);
        return last == null || !now.isBefore(last.plus(gap));
    }

    void placed(String target, Instant now) {
        if (!now.isBefore(second.plusSeconds(1))) {
            second = now;
            inSecond = 0;
        }
        inSecond++;
        lastPlaced.values().removeIf(at -> !now.isBefore(at.plus(gap)));
        lastPlaced.put(target, now);
    }
}
