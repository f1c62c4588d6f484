package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What real runs look like. */
final class Pictures {
    private static final List<Metric> RATIOS = List.of(
            Metric.RESOLUTION,
            Metric.FROM_POINT,
            Metric.PERSON_PER_RESOLVED,
            Metric.PERSON_PER_CALL,
            Metric.CALL_SECONDS);

    private Pictures() {}

    static Plot ratios(Comparison real) {
        List<Plot.Point> points = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Metric metric : RATIOS) {
            Interval ratio = real.ratio(metric);
            if (ratio.known()) {
                points.add(new Plot.Point(points.size(), ratio.value(), ratio.low(), ratio.high()));
                labels.add(metric.title());
            }
        }
        return Plot.bars(
                        "Escalate / consult, real calls, with 95 % intervals over seeds",
                        "figure",
                        "times (above 1: consult is better)",
                        List.of(new Plot.Series("escalate / consult", points, labels)))
                .mark("no difference", 1)
                .mark("claim: 3 times faster", Claims.FASTER)
                .mark("claim: 4 times less", Claims.LESS_TIME);
    }

    /** Of all who needed a person, how many had the outcome by then: who never has it is missing from the top. */
    static Plot resolved(Comparison real) {
        List<Plot.Series> series = new ArrayList<>();
        for (Arm arm : Arm.values()) {
            double[] heard = of(real, arm, course -> course.needed() && course.resolved() ? course.heard() : Double.NaN)
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            double needed = Math.max(1, real.needed(arm));
            List<Plot.Point> points = new ArrayList<>();
            points.add(Plot.Point.of(0, 0));
            for (int i = 0; i < heard.length; i++) {
                points.add(Plot.Point.of(heard[i], i / needed));
                points.add(Plot.Point.of(heard[i], (i + 1) / needed));
            }
            series.add(Plot.Series.of(arm.toString(), points));
        }
        return Plot.lines(
                "Who needed a person and had the outcome by then (what is missing at the right gave up or was put off)",
                "seconds after the answer",
                "share of who needed a person",
                series);
    }

    /** Live calls over the first seed's run. */
    static Plot live(Comparison real) {
        List<Plot.Series> series = new ArrayList<>();
        for (Arm arm : Arm.values()) {
            ArmRun run = real.of(arm).get(0);
            series.add(overTime(run, arm + ": live calls", course -> course.over(), course -> 0));
            series.add(overTime(
                    run,
                    arm + ": of these, a person is needed",
                    course -> !course.needed() ? 0 : course.resolved() ? course.heard() : course.over(),
                    course -> course.needed() ? course.point() : 0));
        }
        return Plot.lines(
                String.format(
                        Locale.ROOT,
                        "Live calls, seed %d, %d people",
                        real.consult().get(0).seed(),
                        real.consult().get(0).people()),
                "seconds of the run",
                "calls",
                series);
    }

    private static Plot.Series overTime(
            ArmRun run, String name, ToDoubleFunction<Course> end, ToDoubleFunction<Course> begin) {
        double last = run.courses().stream()
                .mapToDouble(course -> course.began() + course.over())
                .max()
                .orElse(0);
        List<Plot.Point> points = new ArrayList<>();
        for (double at = 0; at <= last; at += 2) {
            double now = at;
            long live = run.courses().stream()
                    .filter(course -> course.began() + begin.applyAsDouble(course) <= now
                            && now < course.began() + end.applyAsDouble(course))
                    .count();
            points.add(Plot.Point.of(at, live));
        }
        return Plot.Series.of(name, points);
    }

    private static DoubleStream of(Comparison real, Arm arm, ToDoubleFunction<Course> value) {
        return real.of(arm).stream().flatMap(ArmRun::counted).mapToDouble(value);
    }
}
