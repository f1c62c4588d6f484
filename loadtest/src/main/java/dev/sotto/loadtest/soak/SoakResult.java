package dev.sotto.loadtest.soak;

import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a soak left behind, and how it is told. */
public final class SoakResult {
    /** Of the samples: code is being compiled and caches fill. */
    private static final double WARM_UP = 0.2;

    private static final int ENOUGH = 6;

    private final Soak.Plan plan;
    private final List<Sample> samples;
    private final Sample start;
    private final Sample end;
    private final Map<String, Integer> ends;

    SoakResult(Soak.Plan plan, List<Sample> samples, Sample start, Sample end, Map<String, Integer> ends) {
        this.plan = plan;
        this.samples = List.copyOf(samples);
        this.start = start;
        this.end = end;
        this.ends = ends;
    }

    /** What is more than it was at the start, or than nothing when there is no start; in words. */
    static List<String> left(@Nullable Sample start, Sample end) {
        List<String> left = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            boolean countable = start != null || measure.judged == Measure.Judged.RETURN;
            double before = start == null ? 0 : start.value(measure);
            if (measure.returns() && countable && end.value(measure) > before + measure.slack) {
                left.add(String.format(
                        Locale.ROOT, "%s: %.0f, was %.0f at the start", measure.words, end.value(measure), before));
            }
        }
        return left;
    }

    /** What was still there when everybody had gone; must be empty. */
    public List<String> left() {
        return left(start, end);
    }

    /** How each call ended, by outcome. */
    public Map<String, Integer> ends() {
        return ends;
    }

    public int samples() {
        return samples.size();
    }

    /** What grows or shrinks from hour to hour, as far as can be told; by measure's name. */
    Map<Measure, Slope> slopes() {
        Map<Measure, Slope> slopes = new EnumMap<>(Measure.class);
        List<Sample> warm = samples.subList((int) (samples.size() * WARM_UP), samples.size());
        for (Measure measure : Measure.values()) {
            List<Sample> seen = warm.stream()
                    .filter(sample -> !Double.isNaN(sample.value(measure)))
                    .toList();
            if (measure.hasTrend() && seen.size() >= ENOUGH) {
                slopes.put(
                        measure,
                        Slope.of(
                                seen.stream().mapToDouble(Sample::seconds).toArray(),
                                seen.stream()
                                        .mapToDouble(sample -> sample.value(measure))
                                        .toArray()));
            }
        }
        return slopes;
    }

    public Report report() {
        Map<Measure, Slope> slopes = slopes();
        Report report = new Report("soak", plan.json())
                .figure("calls by how they ended", ends.toString())
                .figure("samples", samples.size())
                .figure("left when everybody had gone", left().isEmpty() ? "nothing" : String.join("; ", left()));
        slopes.forEach((measure, slope) -> report.figure(measure.words, slope.words(measure.unit)));
        report.table(table(slopes))
                .plot(lines("Memory", "MB", Measure.HEAP, Measure.RESIDENT))
                .plot(lines("Threads, files, sockets", "count", Measure.THREADS, Measure.FILES, Measure.SOCKETS))
                .plot(lines(
                        "What lives",
                        "count",
                        Measure.CALLS,
                        Measure.CONVERSATIONS,
                        Measure.PORTS,
                        Measure.RESTING,
                        Measure.GUIDANCE))
                .plot(lines("Punctuality", "ms, or a million", Measure.REPLY, Measure.LATE))
                .plot(lines("Clock of the calls that were held throughout", "ms behind ours", Measure.DRIFT));
        return report.note(
                        "A slope is the median over all pairs of samples after the first fifth (Theil and Sen), with an interval"
                                + " of 95 %: of twenty measures without any trend one is told to grow or shrink by chance. Growth is"
                                + " believed when a run of twice the length says it again.")
                .note(
                        "Heap is what is left after a collection that was asked for at each sample. The clock is that of the calls"
                                + " held throughout: their packets' timestamps against the wall clock here, so one machine's two clocks.");
    }

    private Table table(Map<Measure, Slope> slopes) {
        Table.Builder table = Table.of(
                "What grew and what was left", "measure", "unit", "start", "median", "end", "an hour", "verdict");
        for (Measure measure : Measure.values()) {
            Slope slope = slopes.get(measure);
            table.row(
                    measure.words,
                    measure.unit,
                    rounded(start.value(measure)),
                    rounded(median(measure)),
                    rounded(end.value(measure)),
                    slope == null ? "" : slope.words(measure.unit),
                    verdict(measure));
        }
        return table.build();
    }

    private String verdict(Measure measure) {
        if (!measure.returns()) {
            return "";
        }
        return left().stream().anyMatch(words -> words.startsWith(measure.words + ":")) ? "LEFT" : "returned";
    }

    private double median(Measure measure) {
        double[] sorted = samples.stream()
                .mapToDouble(sample -> sample.value(measure))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static Object rounded(double value) {
        return Double.isNaN(value) ? "-" : Math.round(10 * value) / 10.0;
    }

    private Plot lines(String title, String unit, Measure... measures) {
        return Plot.lines(
                title,
                "s",
                unit,
                Arrays.stream(measures)
                        .map(measure -> Plot.Series.of(
                                measure.words,
                                samples.stream()
                                        .filter(sample -> !Double.isNaN(sample.value(measure)))
                                        .map(sample -> Plot.Point.of(sample.seconds(), sample.value(measure)))
                                        .toList()))
                        .toList());
    }
}
