package dev.sotto.gateway.outbound;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When people may be called. Over midnight where the end is before the beginning.
 *
 * @param always any time
 */
record OpeningHours(boolean always, LocalTime from, LocalTime until, ZoneId zone) {
    static OpeningHours parse(String text) {
        if (text.isBlank()) {
            return new OpeningHours(true, LocalTime.MIN, LocalTime.MIN, ZoneOffset.UTC);
        }
        String[] parts = text.strip().split("\\s+");
        String[] times = parts[0].split("-");
        ZoneId zone = parts.length > 1 ? ZoneId.of(parts[1]) : ZoneOffset.UTC;
        return new OpeningHours(false, LocalTime.parse(times[0]), LocalTime.parse(times[1]), zone);
    }

    boolean open(Instant at) {
        LocalTime time = at.atZone(zone).toLocalTime();
        boolean late = !time.isBefore(from);
        boolean early = time.isBefore(until);
        return always || (from.isBefore(until) ? late && early : late || early);
    }
}
