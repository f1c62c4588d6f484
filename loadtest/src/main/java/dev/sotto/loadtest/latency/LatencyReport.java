package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Tells the levels side by side. */
final class LatencyReport {
    private static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0);

    private final Latency.Plan plan;
    private final List<LevelFigures> levels;
    private final int calledAgain;

    LatencyReport(Latency.Plan plan, List<LevelFigures> levels, int calledAgain) {
        this.plan = plan;
        this.levels = List.copyOf(levels);
        this.calledAgain = calledAgain;
    }

    Report report() {
        Report report = new Report("latency", setup());
        for (LevelFigures level : levels) {
            for (Figure figure : Figure.values()) {
                report.time(name(figure, level), level.time(figure));
            }
        }
        levels.forEach(level -> {
            report.figure("calls, under " + level.level, level.outcomes());
            report.figure("troubles, under " + level.level, level.troubles());
        });
        report.figure("others who had to call again", calledAgain);
        report.table(times()).table(punctuality());
        for (Figure figure : Figure.values()) {
            if (levels.stream().anyMatch(level -> level.time(figure).count() > 0)) {
                report.plot(plot(figure));
            }
        }
        notes(report);
        return report;
    }

    static String name(Figure figure, LevelFigures level) {
        return figure.title() + ", under " + level.level;
    }

    private JsonObject setup() {
        return new JsonObject()
                .put("under", plan.levels().toString())
                .put("others", plan.kind().told)
                .put("measured_calls_per_level", plan.calls())
                .put("over_s", plan.spread().toSeconds())
                .put("warm_up_calls", plan.warmUp())
                .put("settle_s", plan.settle().toSeconds())
                .put("agents", plan.agents().size());
    }

    private Table times() {
        Table.Builder table = Table.of(
                "Times by live conversations, ms", "figure", "under", "count", "p50", "p95", "p99", "max", "aim");
        for (Figure figure : Figure.values()) {
            for (LevelFigures level : levels) {
                Distribution time = level.time(figure);
                boolean none = time.count() == 0;
                table.row(
                        figure.title(),
                        level.level,
                        time.count(),
                        none ? "-" : time.at(50),
                        none ? "-" : time.at(95),
                        none ? "-" : time.at(99),
                        none ? "-" : time.at(100),
                        figure.aim());
            }
        }
        return table.build();
    }

    private Table punctuality() {
        Table.Builder table = Table.of(
                "Who was late",
                "under",
                "calls at the server",
                "others live at the end",
                "server: sent late over 10 ms, %",
                "on the wire: late over 10 ms, %",
                "worst lateness on the wire, ms",
                "lost packets",
                "our own ticks late over 10 ms, %",
                "answers whose consequence the transcript told");
        for (LevelFigures level : levels) {
            table.row(
                    level.level,
                    level.liveAtServer,
                    level.liveHere,
                    percent(level.serverLate, level.serverSent),
                    percent(level.packets().late(), level.packets().packets()),
                    level.packets().latestNanos() / 1_000_000,
                    level.packets().lost(),
                    percent(level.ownLateTicks, level.ownTicks),
                    level.identifiedCount() + " of "
                            + level.time(Figure.ANSWER_OVER_ASSISTANT).count());
        }
        return table.build();
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : Math.round(100_000.0 * part / whole) / 1_000.0;
    }

    private Plot plot(Figure figure) {
        List<Plot.Series> series = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            series.add(Plot.Series.of(
                    "p" + Math.round(percentile),
                    levels.stream()
                            .filter(level -> level.time(figure).count() > 0)
                            .map(level -> Plot.Point.of(
                                    level.level, level.time(figure).at(percentile)))
                            .toList()));
        }
        Plot plot = Plot.lines(figure.title(), "other live conversations", "ms", series);
        for (var aim : figure.aims().entrySet()) {
            plot = plot.mark(aim.getKey(), aim.getValue());
        }
        return plot;
    }

    private void notes(Report report) {
        report.note("The others are " + plan.kind().told + ". Measured callers come on top, at random over "
                        + plan.spread().toSeconds() + " s, drawn before the run and whatever the server does.")
                .note("Not counted: " + plan.warmUp() + " calls before the first level, and "
                        + plan.settle().toSeconds() + " s after the others are on the line at each level.")
                .note(
                        "Taken from packets on the wire: sound is one above -55 dBov. A turn of the caller's ends with the last"
                                + " packet within 20 dB of its loudest, or when the last key goes down: what the recogniser takes after"
                                + " it, the pause that ends a turn too, is in the figure.")
                .note(
                        "An answer counts from when its POST leaves. With nobody talking: to the next sound. With the assistant"
                                + " talking: to the first sentence that was made after the answer, as the transcript tells, else to the"
                                + " next sentence. With the caller talking or keying, or just done and not answered yet: from the"
                                + " end of their turn.")
                .note(
                        "Where our own ticks are late in more than one of a hundred, the machine was too busy to judge the server.");
        if (plan.record() != null) {
            report.note("Every measured call was kept in " + plan.record() + "; latency --from measures them again.");
        }
    }
}
