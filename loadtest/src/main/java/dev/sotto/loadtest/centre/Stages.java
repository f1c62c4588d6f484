package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each {@link Stage} takes, measured in real calls, assumed, or read from an earlier report. */
public final class Stages {
    /** The title of the table that carries them from one run's report to another run. */
    static final String TITLE = "Stage times for the model (seconds at quantiles)";

    private static final String COLUMN = "stage";

    private final Map<Stage, Quantiles> times;

    private Stages(Map<Stage, Quantiles> times) {
        this.times = times;
    }

    /** Round figures, for a look without a run; a report says so. */
    public static Stages assumed() {
        return measured(List.of());
    }

    /** From real runs of both arms; what wasn't met in them is assumed. */
    public static Stages measured(List<ArmRun> runs) {
        Map<Stage, Quantiles> times = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            double[] values = runs.stream()
                    .flatMap(run -> run.courses().stream().map(course -> stage.of(run.arm(), course)))
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            times.put(stage, Quantiles.of(values, stage.unmeasured()));
        }
        return new Stages(times);
    }

    /** One of them replaced, for tests and what-if. */
    Stages with(Stage stage, Quantiles time) {
        Map<Stage, Quantiles> other = new EnumMap<>(times);
        other.put(stage, time);
        return new Stages(other);
    }

    Quantiles of(Stage stage) {
        return times.getOrDefault(stage, stage.unmeasured());
    }

    /** A person's mean attention for one consult. */
    public double consultSeconds() {
        return of(Stage.CARD).mean();
    }

    /** A person's mean time for one transferred call, with the work after it. */
    public double callSeconds() {
        return of(Stage.TALK).mean()
                + of(Stage.HUMAN).mean()
                + of(Stage.GOODBYE).mean()
                + of(Stage.WRAP_UP).mean();
    }

    /** For a report, and for {@link #read}. */
    public Table table() {
        List<String> columns = new ArrayList<>(List.of(COLUMN, "mean"));
        for (int i = 0; i <= 10; i++) {
            columns.add("p" + i * 10);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Quantiles time = of(stage);
            List<Object> row = new ArrayList<>(List.of(stage.name().toLowerCase(java.util.Locale.ROOT)));
            row.add(rounded(time.mean()));
            time.seconds().forEach(seconds -> row.add(rounded(seconds)));
            rows.add(row);
        }
        return new Table(TITLE, columns, rows);
    }

    /** From the JSON of a report of {@code centre}. */
    public static Stages read(JsonObject report) {
        Map<Stage, Quantiles> times = new EnumMap<>(Stage.class);
        for (Object one : report.getJsonArray("tables", new JsonArray())) {
            if (one instanceof JsonObject table && TITLE.equals(table.getString("title"))) {
                table.getJsonArray("rows").forEach(row -> read((JsonObject) row, times));
            }
        }
        if (times.isEmpty()) {
            throw new IllegalArgumentException("there is no table \"" + TITLE + "\": is it a report of centre?");
        }
        return new Stages(times);
    }

    private static void read(JsonObject row, Map<Stage, Quantiles> times) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            seconds.add(row.getDouble("p" + i * 10));
        }
        times.put(Stage.valueOf(row.getString(COLUMN).toUpperCase(java.util.Locale.ROOT)), new Quantiles(seconds));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1_000) / 1_000.0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(256);
        times.forEach((stage, time) -> text.append(stage)
                .append(' ')
                .append(Interval.number(time.mean()))
                .append(" s  "));
        return text.toString().strip();
    }
}
