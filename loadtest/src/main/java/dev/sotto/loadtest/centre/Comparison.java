package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;
import dev.sotto.loadtest.statistics.Replicates;
import java.util.Comparator;
import java.util.List;

/** Both arms' runs, seed by seed: what differs between two runs of one seed is the arm and nothing else. */
public record Comparison(List<ArmRun> consult, List<ArmRun> escalate) {
    public Comparison {
        consult =
                consult.stream().sorted(Comparator.comparingLong(ArmRun::seed)).toList();
        escalate =
                escalate.stream().sorted(Comparator.comparingLong(ArmRun::seed)).toList();
        if (!seeds(consult).equals(seeds(escalate))) {
            throw new IllegalArgumentException("seeds " + seeds(consult) + " beside " + seeds(escalate));
        }
    }

    private static List<Long> seeds(List<ArmRun> runs) {
        return runs.stream().map(ArmRun::seed).toList();
    }

    /** The two arms of the model. */
    static Comparison modelled(Population population, Model.Setting setting, int seeds) {
        return new Comparison(
                Model.replicates(Arm.CONSULT, population, setting, seeds),
                Model.replicates(Arm.ESCALATE, population, setting, seeds));
    }

    List<ArmRun> of(Arm arm) {
        return arm == Arm.CONSULT ? consult : escalate;
    }

    double[] values(Arm arm, Metric metric) {
        return of(arm).stream().mapToDouble(metric::of).toArray();
    }

    /** The mean over seeds. */
    public Interval of(Arm arm, Metric metric) {
        return Replicates.mean(values(arm, metric));
    }

    /** How many times escalating is what consulting is. */
    public Interval ratio(Metric metric) {
        return Replicates.ratio(values(Arm.ESCALATE, metric), values(Arm.CONSULT, metric));
    }

    /** Escalating less consulting. */
    public Interval difference(Metric metric) {
        return Replicates.difference(values(Arm.ESCALATE, metric), values(Arm.CONSULT, metric));
    }

    /** Who gave up, of all counted callers of all seeds together, exactly; a little too sure, as callers share queues. */
    public Interval gaveUp(Arm arm) {
        return Replicates.share(
                of(arm).stream().mapToLong(run -> run.count(Ending.GAVE_UP)).sum(),
                of(arm).stream().mapToLong(run -> run.counted().count()).sum());
    }

    /** Each metric in both arms, the ratio, and the difference. */
    Table table(String title) {
        Table.Builder table = Table.of(
                title,
                "figure",
                "consult",
                "escalate",
                "escalate / consult",
                "escalate - consult",
                "how it is counted");
        for (Metric metric : Metric.values()) {
            table.row(
                    metric.title(),
                    of(Arm.CONSULT, metric).toString(),
                    of(Arm.ESCALATE, metric).toString(),
                    ratio(metric).toString(),
                    difference(metric).toString(),
                    metric.how());
        }
        return table.build();
    }

    /** How the conversations came out. */
    Table endings() {
        Table.Builder table =
                Table.of("How conversations ended (counted callers of all seeds)", "ending", "consult", "escalate");
        for (Ending ending : Ending.values()) {
            table.row(ending.words(), count(Arm.CONSULT, ending), count(Arm.ESCALATE, ending));
        }
        return table.row("needed a person and got as far as that", needed(Arm.CONSULT), needed(Arm.ESCALATE))
                .build();
    }

    private long count(Arm arm, Ending ending) {
        return of(arm).stream().mapToLong(run -> run.count(ending)).sum();
    }

    long needed(Arm arm) {
        return of(arm).stream()
                .mapToLong(run -> run.counted().filter(Course::needed).count())
                .sum();
    }
}
