package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;
import dev.sotto.loadtest.statistics.Replicates;
import java.util.List;
import java.util.Locale;

/** Whether the model may be believed: it plays the very callers of the real runs, and what comes out stands beside what was measured. */
final class Validation {
    private static final List<Metric> COMPARED = List.of(
            Metric.RESOLUTION,
            Metric.FROM_POINT,
            Metric.PERSON_PER_RESOLVED,
            Metric.GAVE_UP,
            Metric.QUEUE,
            Metric.CALL_SECONDS,
            Metric.LIVE_PER_PERSON,
            Metric.OCCUPANCY);
    private static final int DRAWS = 20;

    private final Comparison real;
    private final Stages stages;

    Validation(Comparison real, Stages stages) {
        this.real = real;
        this.stages = stages;
    }

    Table table() {
        Table.Builder table = Table.of(
                "Is the model right? The same callers, real and modelled (means over seeds)",
                "figure",
                "arm",
                "real (95 % interval)",
                "model",
                "model - real",
                "error %",
                "within the real interval");
        for (Metric metric : COMPARED) {
            for (Arm arm : Arm.values()) {
                row(table, metric, arm);
            }
        }
        return table.build();
    }

    private void row(Table.Builder table, Metric metric, Arm arm) {
        Interval measured = real.of(arm, metric);
        double modelled = modelled(metric, arm);
        double error = modelled - measured.value();
        String percent = measured.known() && Math.abs(measured.value()) > 1e-9
                ? String.format(Locale.ROOT, "%+.0f", 100 * error / measured.value())
                : "-";
        table.row(
                metric.title(),
                arm.toString(),
                measured.toString(),
                Interval.number(modelled),
                Interval.number(error),
                percent,
                !measured.sure() ? "-" : measured.low() <= modelled && modelled <= measured.high() ? "yes" : "no");
    }

    /** The mean over draws of stage times, for each seed's own callers, over seeds. */
    private double modelled(Metric metric, Arm arm) {
        double[] seeds = real.of(arm).stream()
                .mapToDouble(run -> {
                    List<PlannedCaller> callers =
                            run.courses().stream().map(Course::caller).toList();
                    double[] draws = new double[DRAWS];
                    for (int draw = 0; draw < DRAWS; draw++) {
                        draws[draw] = metric.of(Model.play(
                                arm, callers, new Model.Setting(stages, run.people(), 1), 31L * run.seed() + draw));
                    }
                    return Replicates.mean(draws).value();
                })
                .toArray();
        return Replicates.mean(seeds).value();
    }
}
