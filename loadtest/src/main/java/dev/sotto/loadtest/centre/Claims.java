package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Table;
import dev.sotto.loadtest.statistics.Interval;
import java.util.Optional;

/**
 * The claims of the vendor that named this model, held against what came out. Words follow from the numbers: a claim is reached when
 * all of the interval is, not reached when none of it is, and open in between.
 */
final class Claims {
    static final double FASTER = 3;
    static final double LESS_TIME = 4;
    static final double CALLS = 6;
    static final double ABANDONED = 0.02;

    private final Comparison real;
    private final Population population;
    private final Stages stages;
    private final int people;

    Claims(Comparison real, Population population, Stages stages, int people) {
        this.real = real;
        this.population = population;
        this.stages = stages;
        this.people = people;
    }

    Table table() {
        Table.Builder table = Table.of("Claims", "claim", "aim", "measured (95 % interval)", "verdict", "why");
        Interval resolution = real.ratio(Metric.RESOLUTION);
        table.row("resolution time, times faster", FASTER, resolution.toString(), verdict(resolution, FASTER), fast());
        Interval point = real.ratio(Metric.FROM_POINT);
        table.row(
                "the same, from the moment a person is needed",
                FASTER,
                point.toString(),
                verdict(point, FASTER),
                "leaves out the part of the call that is the same in both arms");
        Interval person = real.ratio(Metric.PERSON_PER_RESOLVED);
        table.row(
                "person's time per conversation, times less",
                LESS_TIME,
                person.toString(),
                verdict(person, LESS_TIME),
                work());
        Interval live = real.of(Arm.CONSULT, Metric.LIVE_PER_PERSON);
        Interval lost = real.gaveUp(Arm.CONSULT);
        table.row(
                "live voice calls per person (time average), at under 2 % abandoned",
                CALLS, live + " at " + percent(lost) + " abandoned", both(live, lost), carried());
        return table.build();
    }

    static String verdict(Interval measured, double aim) {
        if (!measured.known()) {
            return "not measured";
        }
        if (!measured.sure()) {
            return measured.value() >= aim ? "above, one seed: no interval" : "below, one seed: no interval";
        }
        return measured.reaches(aim)
                ? "reached"
                : measured.misses(aim) ? "not reached" : "open: the interval holds the aim";
    }

    static String both(Interval live, Interval lost) {
        boolean few = lost.high() < ABANDONED;
        boolean many = lost.low() >= ABANDONED;
        if (live.misses(CALLS) || many) {
            return "not reached in this run";
        }
        return live.reaches(CALLS) && few ? "reached" : "open: too few calls to be sure of both";
    }

    private String fast() {
        double consult = real.of(Arm.CONSULT, Metric.RESOLUTION).value();
        double escalate = real.of(Arm.ESCALATE, Metric.RESOLUTION).value();
        double same = stages.of(Stage.TO_POINT).mean();
        double queue = real.of(Arm.ESCALATE, Metric.QUEUE).value();
        return String.format(
                "%s s against %s s. %s s of both are the same assistant until a person is needed; with no queue and no more talk at all, "
                        + "no arm could be more than %s times faster than escalate was. %s s of escalate is queue: it depends on the number "
                        + "of people, see the matched staffing.",
                Interval.number(consult),
                Interval.number(escalate),
                Interval.number(same),
                Interval.number(escalate / same),
                Interval.number(queue));
    }

    private String work() {
        return String.format(
                "a consult costs %s s of attention; a transferred call %s s, of which %s s are the work after the call: without that, "
                        + "the ratio of these means is %s.",
                Interval.number(stages.consultSeconds()),
                Interval.number(stages.callSeconds()),
                Interval.number(stages.of(Stage.WRAP_UP).mean()),
                Interval.number((stages.callSeconds() - stages.of(Stage.WRAP_UP).mean()) / stages.consultSeconds()));
    }

    private String carried() {
        Model.Setting setting = new Model.Setting(stages, people, 1);
        return String.format(
                "this counts calls that the assistant alone serves too (as the claim does), so it depends on the consult rate (%s here). "
                        + "Escalate had %s at %s. The model's most at under 2 %% lost with %d people: consult %s, escalate %s.",
                Interval.number(population.consultRate()),
                real.of(Arm.ESCALATE, Metric.LIVE_PER_PERSON),
                percent(real.gaveUp(Arm.ESCALATE)),
                people,
                most(Arm.CONSULT, setting),
                most(Arm.ESCALATE, setting));
    }

    private String most(Arm arm, Model.Setting setting) {
        Optional<Double> most = Model.mostLivePerPerson(arm, population, setting, ABANDONED);
        return most.map(Interval::number).orElse("none");
    }

    static String percent(Interval share) {
        Interval hundred = new Interval(100 * share.value(), 100 * share.low(), 100 * share.high(), share.replicates());
        return hundred.known() ? hundred.toString().replace(")", " %)").replaceFirst(" \\(", " % (") : "-";
    }
}
