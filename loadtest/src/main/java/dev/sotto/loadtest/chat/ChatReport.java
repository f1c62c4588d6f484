package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a run has found out. */
final class ChatReport {
    private static final double AIM_MILLIS = 50;
    private static final double AIM_KB = 10;
    private static final int CLASSES = 14;

    private final ChatPlan plan;
    private final ChatResults results;
    private final Crowd crowd;
    private final Crowd canary;
    private final Report report;

    ChatReport(ChatPlan plan, ChatResults results, Crowd crowd, Crowd canary) {
        this.plan = plan;
        this.results = results;
        this.crowd = crowd;
        this.canary = canary;
        report = new Report("chat", plan.setup());
    }

    Report write() {
        report.figure("visitors connected", results.arrived)
                .figure("seconds until all were in", round(results.arrivalSeconds))
                .figure("connections lost or not made", crowd.losses().toString())
                .figure("errors", troubles());
        stretches();
        storms();
        memory();
        report.figure("visitors who read their talk again", results.reread)
                .figure("lines acknowledged", results.acknowledged)
                .figure("acknowledged lines lost", results.account.lost())
                .figure("lines there twice", results.account.doubled())
                .figure("visitors who could not come back to read", results.unreadable)
                .plot(Plot.lines(
                        "Visitors connected over the run",
                        "seconds",
                        "visitors",
                        List.of(results.connected.series("connected"))))
                .note(
                        "A turn counts from when it was due in a schedule drawn before the run (Poisson, by seed), not from when"
                                + " it was sent; the reply is the assistant's first line after the acknowledgement.")
                .note("Visitors and server share this machine; \"own lateness\" is what the load test itself adds.");
        return report;
    }

    private String troubles() {
        return crowd.troubles().isEmpty() && canary.troubles().isEmpty()
                ? "none"
                : crowd.troubles() + " " + canary.troubles();
    }

    private void memory() {
        if (results.fills.size() < 2) {
            report.note("Memory was not measured: the server's process isn't known (--pid, or --own).");
            return;
        }
        ChatResults.Fill empty = results.fills.get(0);
        ChatResults.Fill full = results.fills.get(results.fills.size() - 1);
        int more = Math.max(1, full.visitors() - empty.visitors());
        double heap = bytesEach(empty.memory(), full.memory(), more);
        report.figure("heap per idle visitor, kB", round(heap / 1e3))
                .figure(
                        "resident memory per idle visitor, kB",
                        round((full.memory().resident() - empty.memory().resident()) / 1e3 / more));
        ServerProbe.Memory talked = results.afterTalk;
        if (talked != null) {
            double talk = bytesEach(full.memory(), talked, plan.talking());
            report.figure("heap per visitor after " + plan.turns() + " turns, kB", round((heap + talk) / 1e3));
            classes("Where a talk of " + plan.turns() + " turns goes", full.memory(), talked, plan.talking());
        }
        classes("Where an idle visitor's bytes go", empty.memory(), full.memory(), more);
        memoryPlot();
        report.note("Heap is what two forced full collections leave (jcmd GC.run, GC.class_histogram), so it is exact;"
                + " resident memory also holds garbage not yet collected, thread stacks and the network's buffers.");
    }

    private static double bytesEach(ServerProbe.Memory before, ServerProbe.Memory after, int visitors) {
        return (double) (after.live().total() - before.live().total()) / visitors;
    }

    private void classes(String title, ServerProbe.Memory before, ServerProbe.Memory after, int visitors) {
        Table.Builder table = Table.of(title, "class", "bytes per visitor");
        for (Map.Entry<String, Long> grown : after.live().growth(before.live(), CLASSES)) {
            table.row(grown.getKey(), round((double) grown.getValue() / visitors));
        }
        report.table(table.build());
    }

    private void memoryPlot() {
        List<Plot.Point> heap = new ArrayList<>();
        List<Plot.Point> resident = new ArrayList<>();
        ChatResults.Fill first = results.fills.get(0);
        for (ChatResults.Fill fill : results.fills) {
            heap.add(Plot.Point.of(
                    fill.visitors(),
                    (fill.memory().live().total() - first.memory().live().total()) / 1e6));
            resident.add(Plot.Point.of(
                    fill.visitors(), (fill.memory().resident() - first.memory().resident()) / 1e6));
        }
        report.plot(Plot.lines(
                        "Memory over idle visitors",
                        "visitors connected",
                        "MB more than with the first " + first.visitors(),
                        List.of(Plot.Series.of("heap after collection", heap), Plot.Series.of("resident", resident)))
                .mark("10 kB each", AIM_KB * plan.visitors() / 1e3));
    }

    private void stretches() {
        if (results.stretches.isEmpty()) {
            return;
        }
        Table.Builder table = Table.of(
                "Turns by rate (ms from when a turn was due)",
                "turns/s due",
                "turns/s answered",
                "reply p50",
                "p95",
                "p99",
                "p99.9",
                "max",
                "ack p99",
                "own lateness p99",
                "no ack",
                "no reply",
                "server CPU, cores");
        List<Knee.Step> steps = new ArrayList<>();
        for (ChatResults.Stretch stretch : results.stretches) {
            TurnFigures turns = stretch.turns();
            steps.add(new Knee.Step(stretch.rate(), turns.perSecond(), turns.reply.at(99)));
            row(table, stretch);
            report.time("turn -> ack at " + stretch.rate() + "/s", turns.ack)
                    .time("turn -> reply at " + stretch.rate() + "/s", turns.reply);
        }
        report.table(table.build());
        var knee = Knee.of(steps, AIM_MILLIS);
        report.figure(
                "turns/s with p99 of the reply within 50 ms",
                knee.isPresent()
                        ? (Object) knee.getAsDouble()
                        : "below " + results.stretches.get(0).rate());
        ratePlot();
    }

    private static void row(Table.Builder table, ChatResults.Stretch stretch) {
        TurnFigures turns = stretch.turns();
        table.row(
                stretch.rate(),
                round(turns.perSecond()),
                turns.reply.at(50),
                turns.reply.at(95),
                turns.reply.at(99),
                turns.reply.at(99.9),
                turns.reply.at(100),
                turns.ack.at(99),
                turns.own.at(99),
                turns.lostAcks(),
                turns.lostReplies(),
                round(stretch.cpuSeconds() / stretch.seconds()));
    }

    private void ratePlot() {
        report.plot(Plot.lines(
                        "A turn's time over the rate of turns, " + results.arrived + " visitors connected",
                        "turns per second",
                        "ms from due to reply",
                        List.of(over("p50", 50), over("p95", 95), over("p99", 99)))
                .mark("aim for p99", AIM_MILLIS));
    }

    private Plot.Series over(String name, double percentile) {
        return Plot.Series.of(
                name,
                results.stretches.stream()
                        .map(stretch -> Plot.Point.of(
                                stretch.rate(), stretch.turns().reply.at(percentile)))
                        .toList());
    }

    private void storms() {
        if (results.storms.isEmpty()) {
            return;
        }
        Table.Builder table = Table.of(
                "Everybody comes back at once",
                "storm",
                "cut off",
                "back",
                "50 % after, s",
                "95 % after, s",
                "100 % after, s",
                "server gone, s",
                "server CPU, s",
                "others' turns p99, ms",
                "max, ms",
                "/health/ready p99, ms",
                "not ready",
                "turns unanswered");
        List<Plot.Series> curves = new ArrayList<>();
        for (Storm.Result storm : results.storms) {
            Returns returns = storm.returns();
            row(table, storm);
            curves.add(returns.series(storm.kind().title()));
            report.figure("back after " + storm.kind().title() + ", s", seconds(returns, 1));
        }
        report.table(table.build())
                .plot(Plot.lines("Visitors back after all were cut off", "seconds since the cut", "visitors", curves))
                .note(
                        "\"Others\" are five visitors who were not cut off and went on talking, ten turns a second together; a turn that"
                                + " was under way at a kill may lose its reply, its words never.");
    }

    private static void row(Table.Builder table, Storm.Result storm) {
        Returns returns = storm.returns();
        table.row(
                storm.kind().title(),
                returns.expected(),
                returns.count(),
                seconds(returns, 0.5),
                seconds(returns, 0.95),
                seconds(returns, 1),
                round(storm.downSeconds()),
                round(storm.cpuSeconds()),
                at(storm.canary().reply, 99),
                at(storm.canary().reply, 100),
                at(storm.health(), 99),
                storm.unready(),
                storm.turns().lostReplies());
    }

    private static double at(@Nullable Distribution times, double percentile) {
        return times == null || times.count() == 0 ? 0 : times.at(percentile);
    }

    private static Object seconds(Returns returns, double share) {
        double seconds = returns.seconds(share);
        return Double.isNaN(seconds) ? "never" : round(seconds);
    }

    private static Object round(double value) {
        return Double.isNaN(value) ? "?" : Math.round(value * 100) / 100.0;
    }
}
