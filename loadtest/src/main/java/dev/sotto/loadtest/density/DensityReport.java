package dev.sotto.loadtest.density;

import dev.sotto.loadtest.phone.Injected;
import dev.sotto.loadtest.phone.PacketCounts;
import dev.sotto.loadtest.report.Plot;
import dev.sotto.loadtest.report.Plot.Point;
import dev.sotto.loadtest.report.Plot.Series;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Puts the steps of a run into words, tables and pictures. */
final class DensityReport {
    private static final String CALLS = "calls held";

    private final Density.Plan plan;
    private final List<Step> steps;
    private final Report report;

    private DensityReport(Density.Plan plan, List<Step> steps) {
        this.plan = plan;
        this.steps = steps;
        this.report = new Report("density", setup(plan));
    }

    /**
     * @param idleCores by server, with nobody on the line; empty where it was not looked at
     * @param ends by server, what became of its calls
     */
    static Report of(
            Density.Plan plan,
            List<Step> steps,
            Map<String, Double> idleCores,
            Map<String, Map<String, Integer>> ends,
            List<String> notes) {
        DensityReport made = new DensityReport(plan, steps);
        made.figures(ends);
        idleCores.forEach((server, cores) ->
                made.report.figure(server + ": cores used with nobody on the line", round(cores, 1_000)));
        made.report.table(made.table());
        if (plan.peers().size() > 1) {
            made.report.table(made.sideBySide());
        }
        made.plots();
        notes.forEach(made.report::note);
        made.assumptions();
        return made.report;
    }

    private static JsonObject setup(Density.Plan plan) {
        Growth growth = plan.growth();
        JsonArray peers = new JsonArray();
        plan.peers().forEach(peer -> peers.add(peer.name() + " (" + peer.user() + ")"));
        return new JsonObject()
                .put("servers", peers)
                .put("calls", new JsonArray(List.copyOf(growth.steps())))
                .put("hold_s", growth.hold().toMillis() / 1_000.0)
                .put("warm_up_s", growth.warmUp().toSeconds())
                .put("calls_per_second", growth.callsPerSecond())
                .put("media", plan.callers().mix().toString())
                .put("impairment", plan.callers().impairment().toString())
                .put("talk", plan.callers().muted() ? "muted" : "spurts of 1.0 s, pauses of 1.6 s")
                .put("lanes", plan.callers().lanes())
                .put("loops", plan.callers().loops())
                .put("seed", plan.seed());
    }

    /** Single values: of the last step of the first server. */
    private void figures(Map<String, Map<String, Integer>> ends) {
        ends.forEach((server, why) -> report.figure(
                plan.peers().size() == 1 ? "calls" : "calls to " + server, new TreeMap<>(why).toString()));
        List<Step> own = of(plan.peers().get(0));
        if (own.isEmpty()) {
            return;
        }
        Step last = own.get(own.size() - 1);
        PacketCounts packets = last.packets();
        report.figure("calls with sound", last.sounding() + " of " + last.calls())
                .figure("packets received", packets.packets())
                .figure("late over 10 ms on the wire", packets.late())
                .figure("late ratio", round(last.lateRatio(), 1_000_000))
                .figure("worst lateness ms", packets.latestNanos() / 1_000_000)
                .figure("lost", packets.lost())
                .figure("own beats late over 10 ms, ratio", round(last.lateBeats(), 1_000_000));
        if (!plan.callers().impairment().none()) {
            Injected injected = last.injected();
            report.figure("packets sent", injected.sent())
                    .figure("injected: packets of ours that never left", injected.withheld())
                    .figure("injected: packets of ours that left late", injected.delayed())
                    .figure("injected: packets of the server's that we ignored", injected.ignored());
        }
        if (last.serverSent() > 0) {
            report.figure("server: sent late over 10 ms", last.serverLate() + " of " + last.serverSent());
        }
        if (plan.peers().get(0).pid().isPresent()) {
            report.figure("server: CPU ms per call-second", round(last.millisPerCallSecond(), 1_000))
                    .figure("server: calls per core", Math.round(last.callsPerCore()));
        }
    }

    private List<Step> of(Peer peer) {
        return steps.stream().filter(step -> step.server().equals(peer.name())).toList();
    }

    private Table table() {
        Table.Builder table = Table.of(
                "Each number of calls, held",
                "server",
                "calls",
                "up",
                "with sound",
                "cores used",
                "CPU ms per call-second",
                "calls per core",
                "packets",
                "late over 10 ms %",
                "worst ms",
                "lost",
                "server: sent late %",
                "memory MiB",
                "heap MiB",
                "own beats late %",
                "own CPU ms per call-second");
        for (Peer peer : plan.peers()) {
            for (Step step : of(peer)) {
                row(table, peer, step);
            }
        }
        return table.build();
    }

    private static void row(Table.Builder table, Peer peer, Step step) {
        boolean process = peer.pid().isPresent();
        table.row(
                step.server(),
                step.calls(),
                step.up(),
                step.sounding(),
                process ? round(step.coresUsed(), 1_000) : "-",
                process ? round(step.millisPerCallSecond(), 1_000) : "-",
                process ? Math.round(step.callsPerCore()) : "-",
                step.packets().packets(),
                round(100 * step.lateRatio(), 1_000),
                step.packets().latestNanos() / 1_000_000,
                step.packets().lost(),
                step.serverSent() == 0 ? "-" : round(100 * Step.ratio(step.serverLate(), step.serverSent()), 1_000),
                process ? Math.round(step.memoryMebibytes()) : "-",
                step.heapMebibytes() == 0 ? "-" : Math.round(step.heapMebibytes()),
                round(100 * step.lateBeats(), 1_000),
                round(step.ownMillisPerCallSecond(), 1_000));
    }

    /** A column per server; the last row says how often the first one has the others' number. */
    private Table sideBySide() {
        List<String> columns = new ArrayList<>(List.of("calls per core at"));
        plan.peers().forEach(peer -> columns.add(peer.name()));
        List<List<Object>> rows = new ArrayList<>();
        List<Object> ratios = new ArrayList<>(List.of("nothing in common"));
        for (int calls : plan.growth().steps()) {
            List<Object> row = new ArrayList<>(List.of(calls + " calls"));
            plan.peers().forEach(peer -> row.add(cell(peer, calls)));
            rows.add(row);
            if (row.stream().skip(1).allMatch(Number.class::isInstance)) {
                double own = ((Number) row.get(1)).doubleValue();
                ratios = new ArrayList<>(List.of(plan.peers().get(0).name() + " / this one, at " + calls + " calls"));
                for (Object other : row.subList(1, row.size())) {
                    ratios.add(round(own / ((Number) other).doubleValue(), 100));
                }
            }
        }
        while (ratios.size() < columns.size()) {
            ratios.add("-");
        }
        rows.add(ratios);
        return new Table("Side by side on this machine, in turns", columns, rows);
    }

    private Object cell(Peer peer, int calls) {
        return of(peer).stream()
                .filter(step -> step.calls() == calls && step.callsPerCore() > 0)
                .<Object>map(step -> Math.round(step.callsPerCore()))
                .findFirst()
                .orElse("-");
    }

    private void plots() {
        if (plan.peers().stream().anyMatch(peer -> peer.pid().isPresent())) {
            report.plot(
                    Plot.lines("Calls that one core could serve", CALLS, "calls per core", each(Step::callsPerCore)));
            report.plot(Plot.lines("CPU of the server's process", CALLS, "cores used", each(Step::coresUsed)));
            List<Series> memory = new ArrayList<>(named(" in memory", Step::memoryMebibytes));
            if (steps.stream().anyMatch(step -> step.heapMebibytes() > 0)) {
                memory.addAll(named(" heap used", Step::heapMebibytes));
            }
            report.plot(Plot.lines("Memory of the server's process", CALLS, "MiB", memory));
        }
        List<Series> late = new ArrayList<>(named(" at the caller", step -> 100 * step.lateRatio()));
        late.addAll(named(" our own beats", step -> 100 * step.lateBeats()));
        report.plot(Plot.lines("Late by over 10 ms", CALLS, "% of packets, or of beats", late));
    }

    private List<Series> each(ToDoubleFunction<Step> value) {
        return named("", value);
    }

    private List<Series> named(String what, ToDoubleFunction<Step> value) {
        List<Series> all = new ArrayList<>();
        for (Peer peer : plan.peers()) {
            List<Point> points = of(peer).stream()
                    .map(step -> Point.of(step.calls(), value.applyAsDouble(step)))
                    .toList();
            all.add(Series.of(peer.name() + what, points));
        }
        return all;
    }

    private void assumptions() {
        report.note(
                "A packet is late when it comes over 10 ms after its own place in its stream's schedule, counted from the"
                        + " promptest packet; our own beats are late by the same measure. Where they are, this machine is too busy to"
                        + " judge a server.");
        report.note(
                "CPU is that of the server's process alone (user and system), everything it did included; calls per core is"
                        + " a second divided by the CPU time of a call-second.");
        if (!plan.callers().impairment().none()) {
            report.note("Lines are bad on our side: " + plan.callers().impairment()
                    + ". What we withheld or ignored is counted"
                    + " as injected; \"lost\" is only what the server sent and never came. An echo has nothing to send for what it"
                    + " didn't get.");
        }
        if (plan.peers().stream().anyMatch(peer -> peer.pid().isEmpty())) {
            report.note("Nothing is known of the process of a server that was given without a pid: no CPU, no memory.");
        }
    }

    /** A step for the terminal, while the run goes on. */
    static String line(Step step) {
        return String.format(
                Locale.ROOT,
                "%d up, %.0f calls per core, %.3f %% late, %d lost",
                step.up(),
                step.callsPerCore(),
                100 * step.lateRatio(),
                step.packets().lost());
    }

    private static double round(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
