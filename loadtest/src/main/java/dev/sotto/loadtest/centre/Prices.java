package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Replicates;
import java.util.function.ToDoubleFunction;

/**
 * What things cost, in one currency.
 *
 * @param personHour a person's hour with everything that comes with it
 * @param coreHour an hour of one processor core
 * @param callMinute a minute of one caller's line
 */
public record Prices(double personHour, double coreHour, double callMinute) {
    private static final double HOUR = 3_600;

    /** People, processor and lines for the counted callers, through who was resolved by a person; people are paid while busy. */
    double perResolved(ArmRun run) {
        double person = run.counted().mapToDouble(Course::personSeconds).sum() * personHour / HOUR;
        return (person + rest(run)) / resolved(run);
    }

    /** The same with people paid for all the time on duty, busy or not. */
    double perResolvedOnDuty(ArmRun run) {
        double duty = run.people() * run.seconds() * personHour / HOUR;
        return (duty + rest(run)) / resolved(run);
    }

    private double rest(ArmRun run) {
        double share =
                (double) run.counted().count() / Math.max(1, run.courses().size());
        double minutes = run.counted().mapToDouble(Course::over).sum() / 60;
        return share * run.serverCpuSeconds() * coreHour / HOUR + minutes * callMinute;
    }

    private static double resolved(ArmRun run) {
        return run.counted().filter(Course::needed).filter(Course::resolved).count();
    }

    /** Both ways of paying people, in both arms. */
    Table table(Comparison real) {
        return Table.of(
                        "Cost per conversation that a person resolved (all counted callers' cost)",
                        "people are paid",
                        "consult",
                        "escalate",
                        "escalate / consult")
                .row(row("while they are busy", real, this::perResolved))
                .row(row("for all their time on duty", real, this::perResolvedOnDuty))
                .row(row(
                        "server CPU seconds per caller",
                        real,
                        run -> run.serverCpuSeconds()
                                / Math.max(1, run.courses().size())))
                .build();
    }

    private static Object[] row(String name, Comparison real, ToDoubleFunction<ArmRun> cost) {
        double[] consult = real.consult().stream().mapToDouble(cost).toArray();
        double[] escalate = real.escalate().stream().mapToDouble(cost).toArray();
        return new Object[] {
            name,
            Replicates.mean(consult).toString(),
            Replicates.mean(escalate).toString(),
            Replicates.ratio(escalate, consult).toString()
        };
    }
}
