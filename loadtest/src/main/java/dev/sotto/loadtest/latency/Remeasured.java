package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded calls measured again, and whether that agrees with what was measured live. A difference of one packet (20 ms) is none: the
 * caller's sound is decoded again here, so that a word's end may fall on the other side of the line. Blocks.
 */
public final class Remeasured {
    /** A packet. */
    private static final double SAME_MILLIS = 20.5;

    private static final List<Figure> TOLD = List.of(
            Figure.GREETING,
            Figure.REPLY,
            Figure.BARGE_IN,
            Figure.ANSWER,
            Figure.ANSWER_OVER_ASSISTANT,
            Figure.ANSWER_OVER_CALLER);

    private final Map<Figure, Distribution> again = new EnumMap<>(Figure.class);
    private final Map<Figure, Compared> compared = new EnumMap<>(Figure.class);
    private final Table.Builder differing =
            Table.of("Calls that differ", "call", "figure", "measured live, ms", "from the recording, ms");
    private int calls;

    private static final class Compared {
        int live;
        int retaken;
        int differing;
        double worstMillis;
    }

    private Remeasured() {
        TOLD.forEach(figure -> {
            again.put(figure, new Distribution());
            compared.put(figure, new Compared());
        });
    }

    /** Measures every recording of {@code folder}. */
    public static Remeasured of(Path folder) throws IOException {
        Remeasured all = new Remeasured();
        for (String name : RecordingFiles.names(folder)) {
            all.add(RecordingFiles.read(folder, name));
        }
        return all;
    }

    private void add(RecordingFiles.Kept kept) {
        calls++;
        JsonObject retaken = RecordingFiles.live(Retake.of(kept.call()));
        for (Figure figure : TOLD) {
            JsonArray live = kept.live().getJsonArray(figure.key());
            JsonArray now = retaken.getJsonArray(figure.key());
            for (int i = 0; i < now.size(); i++) {
                distribution(figure).record(Math.round(now.getDouble(i) * 1_000_000));
            }
            compare(kept.name(), figure, live, now);
        }
    }

    private void compare(String name, Figure figure, JsonArray live, JsonArray now) {
        Compared so = compared.computeIfAbsent(figure, unknown -> new Compared());
        so.live += live.size();
        so.retaken += now.size();
        boolean differs = live.size() != now.size();
        for (int i = 0; i < Math.min(live.size(), now.size()); i++) {
            double difference = Math.abs(live.getDouble(i) - now.getDouble(i));
            so.worstMillis = Math.max(so.worstMillis, difference);
            differs |= difference > SAME_MILLIS;
        }
        if (differs) {
            so.differing++;
            differing.row(name, figure.title(), live.encode(), now.encode());
        }
    }

    private Distribution distribution(Figure figure) {
        return again.computeIfAbsent(figure, unknown -> new Distribution());
    }

    /** True when every figure of every call is the same to a packet. */
    public boolean agrees() {
        return compared.values().stream().allMatch(so -> so.differing == 0);
    }

    public Report report(Path folder) {
        Report report = new Report("latency from recordings", new JsonObject().put("folder", folder.toString()));
        TOLD.forEach(figure -> report.time(figure.title(), distribution(figure)));
        Table.Builder table = Table.of(
                "Live against recorded",
                "figure",
                "measured live",
                "found in recordings",
                "calls that differ by more than a packet",
                "worst difference, ms");
        compared.forEach((figure, so) -> table.row(
                figure.title(), so.live, so.retaken, so.differing, Math.round(so.worstMillis * 1_000) / 1_000.0));
        return report.figure("recordings", calls)
                .figure("agrees with what was measured live", agrees() ? "yes" : "no")
                .table(table.build())
                .table(differing.build())
                .note(
                        "Measured from the two sounds of each WAV and the places of packets, keys and answers beside it; what was"
                                + " measured live is only compared with. An answer into the assistant's speech counts to the next sentence"
                                + " here, as transcripts are not part of a recording.");
    }
}
