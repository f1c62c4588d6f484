package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Where the advantage ends: the model over consult rate, slowness of people, patience, load and the work after a call, everything
 * else as measured.
 */
final class Sensitivity {
    private static final int SEEDS = 5;
    private static final int CALLERS = 1_200;
    private static final int WARM_UP = 60;

    private final Population population;
    private final Model.Setting setting;

    Sensitivity(Population population, Model.Setting setting) {
        this.population = population.withCallers(CALLERS, WARM_UP, population.perMinute());
        this.setting = setting;
    }

    /** One thing varied. */
    record Sweep(String name, String axis, List<Double> values, List<Comparison> cells, double here) {
        /** Where the ratio of this metric goes through one, between two cells; empty when it never does. */
        Optional<Double> end(Metric metric) {
            for (int i = 1; i < cells.size(); i++) {
                double before = logRatio(metric, i - 1);
                double after = logRatio(metric, i);
                if (Double.isFinite(before) && Double.isFinite(after) && before * after < 0) {
                    double part = before / (before - after);
                    return Optional.of(values.get(i - 1) + part * (values.get(i) - values.get(i - 1)));
                }
            }
            return Optional.empty();
        }

        private double logRatio(Metric metric, int cell) {
            return Math.log(cells.get(cell).ratio(metric).value());
        }

        Plot ratios() {
            List<Plot.Series> series = new ArrayList<>();
            for (Metric metric : List.of(Metric.RESOLUTION, Metric.FROM_POINT, Metric.PERSON_PER_RESOLVED)) {
                List<Plot.Point> points = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    Interval ratio = cells.get(i).ratio(metric);
                    if (ratio.known()) {
                        points.add(new Plot.Point(values.get(i), ratio.value(), ratio.low(), ratio.high()));
                    }
                }
                series.add(Plot.Series.of(metric.title(), points));
            }
            return Plot.lines(
                            "Model: escalate / consult by " + name, axis, "times (above 1: consult is better)", series)
                    .mark("no difference", 1);
        }

        Plot lost() {
            List<Plot.Series> series = new ArrayList<>();
            for (Arm arm : Arm.values()) {
                series.add(share(arm, "gave up", Metric.GAVE_UP));
            }
            series.add(share(Arm.CONSULT, "put off", Metric.PUT_OFF));
            return Plot.lines("Model: not served, of who needed a person, by " + name, axis, "share", series)
                    .mark("2 %", Claims.ABANDONED);
        }

        private Plot.Series share(Arm arm, String what, Metric metric) {
            List<Plot.Point> points = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Interval value = cells.get(i).of(arm, metric);
                if (value.known()) {
                    points.add(new Plot.Point(values.get(i), value.value(), value.low(), value.high()));
                }
            }
            return Plot.Series.of(arm + ": " + what, points);
        }
    }

    /** All of them; some seconds of CPU. */
    List<Sweep> sweeps() {
        return List.of(
                sweep(
                        "consult rate",
                        "share of callers who need a person",
                        population.consultRate(),
                        List.of(0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
                        rate -> cell(population.withConsultRate(rate), setting)),
                sweep(
                        "slowness of people",
                        "times slower than measured (reading, thinking, typing, wrap-up)",
                        1,
                        List.of(0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0),
                        delay -> cell(population, with(delay))),
                sweep(
                        "patience",
                        "median patience with waiting for a person (s)",
                        population.patience().toNanos() / 1e9,
                        List.of(10.0, 20.0, 30.0, 45.0, 60.0, 95.0, 150.0, 240.0),
                        patience ->
                                cell(population.withPatience(Duration.ofMillis((long) (patience * 1_000))), setting)),
                sweep(
                        "load",
                        "callers a minute",
                        population.perMinute(),
                        List.of(0.5, 1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 24.0, 30.0, 40.0, 60.0),
                        load -> cell(population.withCallers(CALLERS, WARM_UP, load), setting)),
                sweep(
                        "work after a call",
                        "mean wrap-up of a transferred call (s)",
                        setting.stages().of(Stage.WRAP_UP).mean(),
                        List.of(0.001, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0),
                        wrapUp -> cell(population, wrappingUp(wrapUp))));
    }

    private static Sweep sweep(
            String name, String axis, double here, List<Double> values, DoubleFunction<Comparison> cell) {
        return new Sweep(name, axis, values, values.stream().map(cell::apply).toList(), here);
    }

    private static Comparison cell(Population population, Model.Setting setting) {
        return Comparison.modelled(population, setting, SEEDS);
    }

    private Model.Setting with(double delay) {
        return new Model.Setting(setting.stages(), setting.people(), delay);
    }

    private Model.Setting wrappingUp(double seconds) {
        return new Model.Setting(
                setting.stages().with(Stage.WRAP_UP, Quantiles.fixed(seconds)), setting.people(), setting.delay());
    }

    /** In words: how far each advantage goes. */
    static Table ends(List<Sweep> sweeps) {
        Table.Builder table = Table.of(
                "Where the advantage ends (model; everything else as measured)",
                "varied",
                "measured at",
                "from",
                "to",
                "resolution time",
                "person seconds",
                "gives up more in consult");
        for (Sweep sweep : sweeps) {
            table.row(
                    sweep.axis(),
                    Interval.number(sweep.here()),
                    sweep.values().get(0),
                    sweep.values().get(sweep.values().size() - 1),
                    told(sweep, Metric.RESOLUTION),
                    told(sweep, Metric.PERSON_PER_RESOLVED),
                    worse(sweep));
        }
        return table.build();
    }

    private static String told(Sweep sweep, Metric metric) {
        Interval first = sweep.cells().get(0).ratio(metric);
        Interval last = sweep.cells().get(sweep.cells().size() - 1).ratio(metric);
        String ends =
                sweep.end(metric).map(at -> "even at " + Interval.number(at)).orElse("no end within");
        return String.format(
                "%s (%s at the left, %s at the right)",
                ends, Interval.number(first.value()), Interval.number(last.value()));
    }

    private static String worse(Sweep sweep) {
        List<String> where = new ArrayList<>();
        for (int i = 0; i < sweep.values().size(); i++) {
            Comparison cell = sweep.cells().get(i);
            double consult = cell.of(Arm.CONSULT, Metric.GAVE_UP).value()
                    + cell.of(Arm.CONSULT, Metric.PUT_OFF).value();
            double escalate = cell.of(Arm.ESCALATE, Metric.GAVE_UP).value();
            if (consult > escalate + 0.002) {
                where.add(Interval.number(sweep.values().get(i)));
            }
        }
        return where.isEmpty() ? "nowhere" : "at " + String.join(", ", where) + " (put off counted as lost)";
    }
}
