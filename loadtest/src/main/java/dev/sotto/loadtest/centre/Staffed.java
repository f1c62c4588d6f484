package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Erlang;
import dev.sotto.loadtest.statistics.Interval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both arms at the same service: how many people each needs so that less than 2 % of all callers are lost, and how they compare then.
 * With the same people the escalating arm may be hopelessly overloaded, and its queue alone would make every ratio large: nobody
 * would staff it so. This is the comparison that its advocate would ask for.
 */
final class Staffed {
    private static final int SEEDS = 5;

    final int consult;
    final int escalate;
    private final Population population;
    private final Stages stages;
    private final Comparison modelled;

    Staffed(Population population, Stages stages) {
        this.population = population.withCallers(1_500, 100, population.perMinute());
        this.stages = stages;
        Model.Setting one = new Model.Setting(stages, 1, 1);
        consult = Model.peopleFor(Arm.CONSULT, this.population, one, Claims.ABANDONED);
        escalate = Model.peopleFor(Arm.ESCALATE, this.population, one, Claims.ABANDONED);
        modelled = new Comparison(
                Model.replicates(Arm.CONSULT, this.population, new Model.Setting(stages, consult, 1), SEEDS),
                Model.replicates(Arm.ESCALATE, this.population, new Model.Setting(stages, escalate, 1), SEEDS));
    }

    /** Erlang-A's answer for the transferred calls, with the mean patience of the log-normal one. */
    int erlangA() {
        double perSecond = population.perMinute() / 60 * population.consultRate();
        double spread = population.patienceSpread();
        double patience = population.patience().toNanos() / 1e9 * Math.exp(spread * spread / 2);
        return perSecond == 0
                ? 1
                : Erlang.peopleForLosing(
                        Claims.ABANDONED / population.consultRate(), perSecond, stages.callSeconds(), patience);
    }

    /** @param verified a real run of the escalating arm with that many people, if there was time for one */
    Table table(@Nullable ArmRun verified) {
        Table.Builder table = Table.of(
                "The same service: less than 2 % of all callers lost, as many people as that takes",
                "figure", "consult (model)", "escalate (model)", "escalate / consult", "escalate, one real run");
        table.row(
                "people",
                consult,
                escalate,
                Interval.number((double) escalate / consult),
                verified == null ? "not run" : verified.people());
        for (Metric metric : java.util.List.of(
                Metric.RESOLUTION,
                Metric.FROM_POINT,
                Metric.PERSON_PER_RESOLVED,
                Metric.GAVE_UP_OF_ALL,
                Metric.PUT_OFF,
                Metric.QUEUE,
                Metric.LIVE_PER_PERSON,
                Metric.OCCUPANCY)) {
            table.row(
                    metric.title(),
                    modelled.of(Arm.CONSULT, metric).toString(),
                    modelled.of(Arm.ESCALATE, metric).toString(),
                    modelled.ratio(metric).toString(),
                    Optional.ofNullable(verified)
                            .map(run -> Interval.number(metric.of(run)))
                            .orElse("not run"));
        }
        return table.build();
    }

    Interval ratio(Metric metric) {
        return modelled.ratio(metric);
    }
}
