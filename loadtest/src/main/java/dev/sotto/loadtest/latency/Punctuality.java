package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.Telephone;
import io.vertx.core.Future;

/**
 * How punctual the server and we ourselves have been so far.
 *
 * @param live calls as the server counts them
 */
record Punctuality(long live, long sent, long late, long ownTicks, long ownLate) {
    static Future<Punctuality> look(ServerClient server, Telephone telephone) {
        return Future.all(server.metrics(), telephone.census()).map(both -> {
            String page = both.resultAt(0);
            Telephone.Census own = both.resultAt(1);
            return new Punctuality(
                    value(page, "sotto_calls"),
                    value(page, "sotto_media_packets_sent_total"),
                    value(page, "sotto_media_packets_late_total"),
                    own.ticks(),
                    own.lateTicks());
        });
    }

    /** A single value of a Prometheus page. */
    private static long value(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Math.round(Double.parseDouble(line.substring(name.length() + 1))))
                .findFirst()
                .orElse(0L);
    }

    /** What has changed, and who was there all the time. */
    void since(Punctuality before, LevelFigures figures, int others) {
        figures.liveAtServer = before.live;
        figures.liveHere = others;
        figures.serverSent = sent - before.sent;
        figures.serverLate = late - before.late;
        figures.ownTicks = ownTicks - before.ownTicks;
        figures.ownLateTicks = ownLate - before.ownLate;
    }
}
