package dev.sotto.loadtest.density;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.experiment.Arrivals;
import dev.sotto.loadtest.experiment.ServerMetrics;
import dev.sotto.loadtest.phone.CallerSounds;
import dev.sotto.loadtest.phone.HeldLines;
import dev.sotto.loadtest.phone.Medium;
import dev.sotto.loadtest.server.ProcessFigures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One server in a run, and the lines to it. One chain of futures at a time. */
final class Target {
    /** For answers, latching and first packets. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Peer peer;
    private final Density.Plan plan;
    private final List<HeldLines> lines;
    private final @Nullable ServerClient client;

    private MediaMix.Dealer dealer;
    private int dialled;

    private Target(Vertx vertx, Peer peer, Density.Plan plan, List<HeldLines> lines) {
        this.vertx = vertx;
        this.peer = peer;
        this.plan = plan;
        this.lines = lines;
        this.client = peer.http() == null ? null : ServerClient.of(vertx, peer.http());
        this.dealer = plan.callers().mix().deal(plan.seed());
    }

    static Future<Target> open(Vertx vertx, Peer peer, Density.Plan plan, CallerSounds sounds) {
        Callers callers = plan.callers();
        var lines = new HeldLines.Plan(peer.user(), callers.impairment(), peer.onePort() ? 1 : callers.lanes());
        List<Future<HeldLines>> opening = Stream.generate(
                        () -> HeldLines.open(vertx, peer.sip(), plan.local(), lines, sounds))
                .limit(callers.loops())
                .toList();
        return Future.all(opening)
                .map(all -> new Target(
                        vertx, peer, plan, opening.stream().map(Future::result).toList()));
    }

    String name() {
        return peer.name();
    }

    Peer peer() {
        return peer;
    }

    /** Dials until {@code calls} have been dialled since nobody was on the line; completes when they have settled. */
    Future<Void> growTo(int calls) {
        List<Medium> media = dealer.next(calls - dialled);
        List<Duration> arrivals = Arrivals.even(media.size(), plan.growth().ramp(media.size()));
        for (int i = 0; i < media.size(); i++) {
            Medium medium = media.get(i);
            int caller = dialled + i;
            // a caller's draws are his own: they don't change with the number of the others
            var random = new SplittableRandom(plan.seed() * 1_000_003L + caller);
            HeldLines by = lines.get(caller % lines.size());
            vertx.setTimer(Math.max(1, arrivals.get(i).toMillis()), now -> by.dial(medium, random));
        }
        Duration ramp = plan.growth().ramp(media.size());
        dialled = calls;
        return vertx.timer(ramp.plus(SETTLE).toMillis()).mapEmpty();
    }

    /** Holds what is up and counts. */
    Future<Step> hold(Duration hold) {
        return look().compose(before -> vertx.timer(hold.toMillis())
                .compose(held -> look())
                .map(after -> new Step(
                        peer.name(), dialled, Duration.ofNanos(after.nanos() - before.nanos()), before, after)));
    }

    private Future<Look> look() {
        Future<String> page = client == null ? Future.succeededFuture("") : client.metrics();
        return Future.all(page, census()).map(both -> {
            ProcessFigures process =
                    peer.pid().isPresent() ? ProcessFigures.of(peer.pid().getAsLong()) : ProcessFigures.NONE;
            Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            ServerMetrics metrics = ServerMetrics.parse(both.<String>resultAt(0));
            return new Look(System.nanoTime(), process, metrics, both.resultAt(1), own);
        });
    }

    Future<HeldLines.Census> census() {
        List<Future<HeldLines.Census>> parts =
                lines.stream().map(HeldLines::census).toList();
        return Future.all(parts)
                .map(all -> parts.stream()
                        .map(Future::result)
                        .reduce(HeldLines.Census::plus)
                        .orElseThrow());
    }

    /** Ends all calls; the next step begins with nobody on the line. */
    Future<Void> hangUp() {
        dialled = 0;
        dealer = plan.callers().mix().deal(plan.seed());
        return join(HeldLines::hangUp);
    }

    Future<Void> close() {
        return join(HeldLines::close);
    }

    private Future<Void> join(java.util.function.Function<HeldLines, Future<Void>> what) {
        List<Future<Void>> all = new ArrayList<>();
        lines.forEach(line -> all.add(what.apply(line)));
        return Future.join(all).mapEmpty();
    }
}
