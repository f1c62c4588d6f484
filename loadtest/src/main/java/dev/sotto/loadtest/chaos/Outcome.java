package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.audit.Finding;
import dev.sotto.loadtest.audit.Told;
import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came out of a run, and how it is told. */
public final class Outcome {
    private static final double SECOND = 1e9;

    private final Chaos.Plan plan;
    private final List<Chaos.Episode> episodes;
    private final Signs signs;
    private final List<Callers.Ended> calls;
    private final Told told;
    private final List<Finding> findings;
    private final long beganNanos;
    private final long warmNanos;

    Outcome(
            Chaos.Plan plan,
            List<Chaos.Episode> episodes,
            Signs signs,
            List<Callers.Ended> calls,
            Told told,
            List<Finding> findings,
            long beganNanos,
            long warmNanos) {
        this.plan = plan;
        this.episodes = List.copyOf(episodes);
        this.signs = signs;
        this.calls = List.copyOf(calls);
        this.told = told;
        this.findings = List.copyOf(findings);
        this.beganNanos = beganNanos;
        this.warmNanos = warmNanos;
    }

    /** Where what somebody was told and what the journal says don't fit; must be empty. */
    public List<Finding> findings() {
        return findings;
    }

    /** Everything that anybody was told. */
    public Told told() {
        return told;
    }

    public Report report() {
        Report report = new Report("chaos", plan.json())
                .figure("faults", episodes.size())
                .figure("facts told", told.size())
                .figure(
                        "calls by how they ended",
                        outcomes(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2).toString())
                .figure("messages acknowledged", signs.count(Signs.Kind.MESSAGE))
                .figure("people's answers settled", signs.count(Signs.Kind.ANSWER))
                .figure("acknowledged and lost, false, doubled", findings.size());
        for (Signs.Kind kind : Signs.Kind.values()) {
            report.figure("longest gap before anything broke: " + name(kind) + " s", gap(kind, beganNanos, warmNanos));
        }
        return report.table(timeline())
                .table(complaints())
                .plot(gaps())
                .note(
                        "A gap is the longest time in which nobody got what they wanted: no call answered with sound, no message"
                                + " acknowledged, no person's answer settled. Compare it with the gap before anything broke: few people"
                                + " leave gaps by themselves.")
                .note(
                        "A call that was on the line when the gateway was killed is cut off: its sound was in that process. Its"
                                + " caller hears silence. Whatever was acknowledged in it is in the journal.")
                .note(
                        "Silence is what callers heard while it was our turn, in calls that were up during the episode and heard"
                                + " something after it.");
    }

    private Table timeline() {
        Table.Builder table = Table.of(
                "Faults and their effects",
                "at s",
                "fault",
                "what",
                "lasted s",
                "gap calls s",
                "gap messages s",
                "gap answers s",
                "longest silence s",
                "calls",
                "findings");
        for (Chaos.Episode one : episodes) {
            table.row(
                    tenths(one.atNanos() / SECOND),
                    one.fault().name().toLowerCase(java.util.Locale.ROOT),
                    one.fault().what,
                    tenths(one.lastedMillis() / 1_000.0),
                    gap(Signs.Kind.CALL, one.fromNanos(), one.toNanos()),
                    gap(Signs.Kind.MESSAGE, one.fromNanos(), one.toNanos()),
                    gap(Signs.Kind.ANSWER, one.fromNanos(), one.toNanos()),
                    tenths(silence(one) / SECOND),
                    outcomes(one.fromNanos(), one.toNanos()).toString(),
                    one.findings());
        }
        return table.build();
    }

    private Table complaints() {
        Table.Builder table = Table.of("What the auditor found", "rule", "where", "detail");
        findings.forEach(found -> table.row(found.rule(), found.where(), found.detail()));
        return table.build();
    }

    private Plot gaps() {
        List<Plot.Series> series = new ArrayList<>();
        List<String> labels = episodes.stream()
                .map(one -> one.fault().name().toLowerCase(java.util.Locale.ROOT))
                .toList();
        for (Signs.Kind kind : Signs.Kind.values()) {
            List<Plot.Point> points = new ArrayList<>();
            for (int i = 0; i < episodes.size(); i++) {
                Chaos.Episode one = episodes.get(i);
                points.add(Plot.Point.of(i, gap(kind, one.fromNanos(), one.toNanos())));
            }
            series.add(new Plot.Series(name(kind), points, labels));
        }
        return Plot.bars("How long nobody got through", "fault", "longest gap, s", series);
    }

    private double gap(Signs.Kind kind, long from, long to) {
        return tenths(signs.longestGapNanos(kind, from, to) / SECOND);
    }

    private long silence(Chaos.Episode one) {
        return calls.stream()
                .filter(call -> call.livedIn(one.fromNanos(), one.toNanos()))
                .mapToLong(call -> call.result().felt().longestSilence())
                .max()
                .orElse(0);
    }

    /** Refusals with what the caller was told. */
    private Map<String, Integer> outcomes(long from, long to) {
        Map<String, Integer> counts = new TreeMap<>();
        calls.stream()
                .filter(call -> call.endedNanos() >= from && call.endedNanos() <= to)
                .map(call -> call.outcome().equals("refused")
                        ? "refused " + call.result().detail()
                        : call.outcome())
                .forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        return counts;
    }

    private static String name(Signs.Kind kind) {
        return switch (kind) {
            case CALL -> "calls";
            case MESSAGE -> "messages";
            case ANSWER -> "answers";
        };
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
