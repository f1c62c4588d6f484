package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns runs of both arms into what a reader gets. Pure, but for some seconds of the model's CPU. */
final class CentreReport {
    private final Comparison real;
    private final Setup setup;
    private final Stages stages;

    /**
     * What the runs were made with.
     *
     * @param humans the table of human times
     * @param json everything, for the head of the report
     */
    record Setup(Population population, int people, Prices prices, Table humans, JsonObject json) {}

    CentreReport(Comparison real, Setup setup) {
        this.real = real;
        this.setup = setup;
        this.stages = Stages.measured(
                Stream.concat(real.consult().stream(), real.escalate().stream()).toList());
    }

    Stages stages() {
        return stages;
    }

    /**
     * The whole.
     *
     * @param verified a real run of the escalating arm with the people that it needs; null when there was none
     * @param cells further real comparisons with one thing changed, by what was changed
     */
    Report report(@Nullable ArmRun verified, List<Cell> cells) {
        Report report = new Report("centre: consult against escalate", setup.json());
        Staffed staffed = new Staffed(setup.population(), stages);
        figures(report, staffed);
        times(report);
        report.table(new Claims(real, setup.population(), stages, setup.people()).table())
                .table(real.table("Both arms, the same callers and the same number of people (means over seeds)"))
                .table(staffed.table(verified))
                .table(real.endings())
                .table(setup.prices().table(real))
                .table(new Validation(real, stages).table());
        report.plot(Pictures.ratios(real)).plot(Pictures.resolved(real)).plot(Pictures.live(real));
        var sweeps = new Sensitivity(setup.population(), new Model.Setting(stages, setup.people(), 1)).sweeps();
        report.table(Sensitivity.ends(sweeps));
        sweeps.forEach(sweep -> report.plot(sweep.ratios()).plot(sweep.lost()));
        if (!cells.isEmpty()) {
            report.table(cells(cells));
        }
        report.table(Assumptions.table(setup.population(), setup.prices()))
                .table(setup.humans())
                .table(stages.table());
        notes(report, staffed);
        return report;
    }

    /** A real comparison with one thing changed. */
    record Cell(String changed, Comparison real, Population population, int people, double delay) {}

    private void figures(Report report, Staffed staffed) {
        report.figure("counted callers in each arm", counted(Arm.CONSULT).count())
                .figure("seeds", real.consult().size())
                .figure("people in each arm", setup.people())
                .figure(
                        "resolution time, escalate / consult",
                        real.ratio(Metric.RESOLUTION).toString())
                .figure(
                        "from needing a person to the outcome, escalate / consult",
                        real.ratio(Metric.FROM_POINT).toString())
                .figure(
                        "person seconds per resolved conversation, escalate / consult",
                        real.ratio(Metric.PERSON_PER_RESOLVED).toString())
                .figure(
                        "live calls per person, consult",
                        real.of(Arm.CONSULT, Metric.LIVE_PER_PERSON).toString())
                .figure("gave up of all callers, consult", Claims.percent(real.gaveUp(Arm.CONSULT)))
                .figure("gave up of all callers, escalate", Claims.percent(real.gaveUp(Arm.ESCALATE)))
                .figure("people for under 2 % lost by the model, consult", staffed.consult)
                .figure("people for under 2 % lost by the model, escalate", staffed.escalate)
                .figure("people for under 2 % lost by Erlang-A, escalate", staffed.erlangA())
                .figure(
                        "failed transfers",
                        real.escalate().stream()
                                .mapToInt(ArmRun::failedTransfers)
                                .sum())
                .figure(
                        "transfers in the consult arm",
                        real.consult().stream().mapToLong(ArmRun::transfers).sum());
    }

    private void times(Report report) {
        for (Arm arm : Arm.values()) {
            report.time(
                            arm + ": resolution, who needed a person",
                            distribution(arm, course -> resolved(course) ? course.heard() : Double.NaN))
                    .time(
                            arm + ": needing a person to outcome",
                            distribution(
                                    arm, course -> resolved(course) ? course.heard() - course.point() : Double.NaN))
                    .time(
                            arm + ": needing a person to a person",
                            distribution(arm, course -> course.taken() - course.point()))
                    .time(
                            arm + ": person's time",
                            distribution(arm, course -> resolved(course) ? course.personSeconds() : Double.NaN))
                    .time(arm + ": longest silence heard", distribution(arm, Course::longestSilence));
        }
        report.time(
                "escalate: in the queue",
                distribution(Arm.ESCALATE, course -> course.needed() ? course.queueSeconds() : Double.NaN));
    }

    private static boolean resolved(Course course) {
        return course.needed() && course.resolved();
    }

    private Distribution distribution(Arm arm, ToDoubleFunction<Course> seconds) {
        Distribution times = new Distribution();
        counted(arm)
                .mapToDouble(seconds)
                .filter(Double::isFinite)
                .forEach(value -> times.record(Duration.ofNanos((long) (value * 1e9))));
        return times;
    }

    private Stream<Course> counted(Arm arm) {
        return real.of(arm).stream().flatMap(ArmRun::counted);
    }

    private Table cells(List<Cell> cells) {
        Table.Builder table = Table.of(
                "Real runs at the extremes, beside the model's answer for the same",
                "changed",
                "seeds",
                "resolution time, escalate / consult",
                "model: resolution time",
                "person seconds, escalate / consult",
                "model: person seconds",
                "gave up of all, consult",
                "gave up of all, escalate");
        for (Cell cell : cells) {
            Comparison modelled =
                    Comparison.modelled(cell.population(), new Model.Setting(stages, cell.people(), cell.delay()), 20);
            table.row(
                    cell.changed(),
                    cell.real().consult().size(),
                    cell.real().ratio(Metric.RESOLUTION).toString(),
                    Interval.number(modelled.ratio(Metric.RESOLUTION).value()),
                    cell.real().ratio(Metric.PERSON_PER_RESOLVED).toString(),
                    Interval.number(modelled.ratio(Metric.PERSON_PER_RESOLVED).value()),
                    Claims.percent(cell.real().gaveUp(Arm.CONSULT)),
                    Claims.percent(cell.real().gaveUp(Arm.ESCALATE)));
        }
        return table.build();
    }

    private void notes(Report report, Staffed staffed) {
        Interval same = real.ratio(Metric.RESOLUTION);
        report.note(
                        "Both arms got the same callers at the same moments, the same people with the same reading, thinking and typing "
                                + "times, and stopped at the same points of the same task files. Real SIP calls with real speech recognition; nothing "
                                + "is compressed in time.")
                .note(
                        "With the same people escalating is overloaded here, and what it adds is mostly queue: the resolution ratio is "
                                + same + ". Staffed for the same service it needs " + staffed.escalate
                                + " people instead of " + staffed.consult
                                + ", and the ratio is " + staffed.ratio(Metric.RESOLUTION) + " by the model.")
                .note(
                        "Resolution times are of resolved callers only. Who gave up had none: where more give up, the ones that remain are "
                                + "the quick ones, which flatters that arm. See the picture of shares over time.")
                .note(
                        "Intervals are Student's over seeds, of logarithms for ratios, paired by seed. Calls within a seed share queues and "
                                + "are not independent.")
                .note(
                        "Nobody is cut off at the end: each seed runs until its last call is over. Callers are counted by their arrival "
                                + "after the warm-up; averages over time are of the window between the first and the last counted arrival.")
                .note(
                        "The sweeps are the model's. It draws stage times from the quantiles below, and knows neither misunderstandings nor "
                                + "calls that fail; its table of errors says how far to believe it.");
    }
}
