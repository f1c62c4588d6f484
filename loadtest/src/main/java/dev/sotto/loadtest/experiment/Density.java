package dev.sotto.loadtest.experiment;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.PacketCounts;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Holds many lines to one that only plays or echoes, and counts packets and the server's CPU time. */
public final class Density {
    private static final String LATE = "sotto_media_packets_late_total";
    private static final String SENT = "sotto_media_packets_sent_total";

    /** For answers, latching and first packets. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Telephone telephone;
    private final ServerClient server;
    private final Plan plan;

    /**
     * What is to be done.
     *
     * @param pid the server's process, when its CPU time is wanted
     * @param metrics whether the server under test has our page of figures
     */
    public record Plan(String user, int calls, Duration ramp, Duration hold, OptionalLong pid, boolean metrics) {}

    public Density(Vertx vertx, Telephone telephone, ServerClient server, Plan plan) {
        this.vertx = vertx;
        this.telephone = telephone;
        this.server = server;
        this.plan = plan;
    }

    /** What callers of a run do: the voice need not learn anything. */
    public static Script script(Plan plan) {
        return Script.named("hold")
                .pause(plan.ramp().plus(plan.hold()).plusSeconds(30))
                .hangUp();
    }

    /** Ramps up, holds, hangs up. What is counted is the hold only: no call begins or ends in it. */
    public Future<Report> run() {
        List<Future<VirtualCaller>> dialled = new ArrayList<>();
        for (Duration arrival : Arrivals.even(plan.calls(), plan.ramp())) {
            dialled.add(vertx.timer(Math.max(1, arrival.toMillis()))
                    .compose(now -> telephone.call(plan.user(), script(plan))));
        }
        return vertx.timer(plan.ramp().plus(SETTLE).toMillis())
                .compose(up -> look())
                .compose(before -> vertx.timer(plan.hold().toMillis())
                        .compose(held -> look())
                        .compose(after -> hangUp(dialled).map(over -> report(before, after, over))));
    }

    /** Completes with what became of the calls: hung up by us now, or something else before. */
    private static Future<Map<String, Integer>> hangUp(List<Future<VirtualCaller>> dialled) {
        List<Future<CallResult>> results = dialled.stream()
                .map(line -> line.compose(caller -> {
                    caller.hangUp();
                    return caller.result();
                }))
                .toList();
        return Future.join(results).otherwiseEmpty().map(over -> {
            Map<String, Integer> ends = new TreeMap<>();
            results.forEach(result -> ends.merge(end(result), 1, Integer::sum));
            return ends;
        });
    }

    private static String end(Future<CallResult> result) {
        if (result.failed()) {
            return String.valueOf(result.cause().getMessage());
        }
        CallResult over = result.result();
        return over.outcome() == CallResult.Outcome.ABANDONED
                ? "held to the end"
                : (over.outcome().name().toLowerCase(Locale.ROOT) + " " + over.detail()).strip();
    }

    private record Look(Duration cpu, ServerMetrics metrics, Telephone.Census census) {}

    private Future<Look> look() {
        Future<String> page = plan.metrics() ? server.metrics() : Future.succeededFuture("");
        return page.compose(text -> telephone
                .census()
                .map(census -> new Look(
                        plan.pid().isPresent() ? ProcessCpu.used(plan.pid().getAsLong()) : Duration.ZERO,
                        ServerMetrics.parse(text),
                        census)));
    }

    private Report report(Look before, Look after, Map<String, Integer> ends) {
        int sounding = after.census().sounding();
        PacketCounts packets = after.census().packets().since(before.census().packets());
        long lateTicks = after.census().lateTicks() - before.census().lateTicks();
        Report report = new Report("density", setup())
                .figure("calls", ends.toString())
                .figure("calls with sound", sounding + " of " + plan.calls())
                .figure("packets received", packets.packets())
                .figure("late over 10 ms on the wire", packets.late())
                .figure("late ratio", CallFigures.ratio(packets.late(), packets.packets()))
                .figure("worst lateness ms", packets.latestNanos() / 1_000_000)
                .figure("lost", packets.lost())
                .figure(
                        "own ticks late over 10 ms",
                        lateTicks + " of "
                                + (after.census().ticks() - before.census().ticks()));
        if (plan.metrics()) {
            long late = after.metrics().growth(before.metrics(), LATE);
            report.figure(
                    "server: sent late over 10 ms",
                    late + " of " + after.metrics().growth(before.metrics(), SENT));
        }
        if (plan.pid().isPresent()) {
            double used = after.cpu().minus(before.cpu()).toMillis();
            double perCallSecond = used / (plan.hold().toMillis() / 1_000.0) / Math.max(1, sounding);
            report.figure("server: CPU ms per call-second", Math.round(perCallSecond * 1_000) / 1_000.0)
                    .figure("server: calls per core", perCallSecond == 0 ? 0 : Math.round(1_000 / perCallSecond));
        }
        return report;
    }

    private JsonObject setup() {
        return new JsonObject()
                .put("user", plan.user())
                .put("calls", plan.calls())
                .put("ramp_s", plan.ramp().toSeconds())
                .put("hold_s", plan.hold().toSeconds());
    }
}
