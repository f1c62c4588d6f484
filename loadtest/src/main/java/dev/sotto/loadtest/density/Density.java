package dev.sotto.loadtest.density;

import dev.sotto.loadtest.phone.CallerSounds;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds more and more lines to servers that only play or echo, and counts packets, CPU time and memory.
 *
 * <p>One server alone keeps its calls from step to step. Several take turns: at each step one after the other grows from nothing,
 * is counted and let go, in an order that is turned round every time, so that they meet the same machine.
 */
public final class Density {
    private static final Duration IDLE = Duration.ofSeconds(3);
    /** Between two servers' turns. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final long TELL_MILLIS = 1_000;

    private final Vertx vertx;
    private final Plan plan;
    private final CallerSounds sounds;
    private final Progress progress;

    // of the one chain of futures that is the run
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Double> idleCores = new HashMap<>();
    private volatile String stage = "";
    private volatile String detail = "";

    /**
     * What is to be done.
     *
     * @param peers the servers; ratios are of the first one to the others
     * @param local our own address, where they send sound to
     */
    public record Plan(List<Peer> peers, Growth growth, Callers callers, InetAddress local, long seed) {
        public Plan {
            peers = List.copyOf(peers);
            if (peers.stream().map(Peer::name).distinct().count() != peers.size() || peers.isEmpty()) {
                throw new IllegalArgumentException("servers need names of their own: " + peers);
            }
        }
    }

    /** @param voice what callers talk with; not used where they are muted */
    public Density(Vertx vertx, Voice voice, Plan plan, Progress progress) {
        this.vertx = vertx;
        this.plan = plan;
        this.sounds = plan.callers().muted() ? CallerSounds.muted() : CallerSounds.talking(voice);
        this.progress = progress;
    }

    public Future<Report> run() {
        List<Future<Target>> opening = plan.peers().stream()
                .map(peer -> Target.open(vertx, peer, plan, sounds))
                .toList();
        long telling = vertx.setPeriodic(TELL_MILLIS, now -> progress.tell(stage, () -> detail));
        return Future.all(opening)
                .map(all -> opening.stream().map(Future::result).toList())
                .compose(this::measure)
                .onComplete(over -> {
                    vertx.cancelTimer(telling);
                    progress.done();
                });
    }

    private Future<Report> measure(List<Target> targets) {
        Future<Void> idle = each(targets, this::idle);
        Future<Void> all = idle.compose(known -> each(targets, this::warmUp)).compose(warm -> step(0, targets));
        // what became of the calls is known when they are over
        return all.eventually(() -> each(targets, Target::hangUp))
                .compose(over -> ends(targets))
                .eventually(() -> each(targets, Target::close))
                .map(ends -> DensityReport.of(plan, steps, idleCores, ends, notes));
    }

    /** What the process uses with nobody on the line. */
    private Future<Void> idle(Target target) {
        if (target.peer().pid().isEmpty() || plan.growth().warmUp().isZero()) {
            return Future.succeededFuture();
        }
        stage = target.name() + ": nobody on the line";
        return target.hold(IDLE).map(step -> {
            idleCores.put(target.name(), step.coresUsed());
            return null;
        });
    }

    private Future<Void> warmUp(Target target) {
        if (plan.growth().warmUp().isZero()) {
            return Future.succeededFuture();
        }
        stage = target.name() + ": warm-up";
        return target.growTo(plan.growth().steps().get(0))
                .compose(up -> vertx.timer(plan.growth().warmUp().toMillis()))
                .compose(warm -> plan.peers().size() == 1 ? Future.succeededFuture() : release(target));
    }

    private Future<Void> step(int index, List<Target> going) {
        if (index == plan.growth().steps().size() || going.isEmpty()) {
            return Future.succeededFuture();
        }
        int calls = plan.growth().steps().get(index);
        List<Target> order = new ArrayList<>(going);
        if (index % 2 == 1) {
            Collections.reverse(order);
        }
        List<Target> goingOn = new ArrayList<>();
        return each(
                        order,
                        target -> count(target, calls).map(step -> {
                            plan.growth().objection(step).ifPresentOrElse(notes::add, () -> goingOn.add(target));
                            return null;
                        }))
                .compose(done ->
                        step(index + 1, going.stream().filter(goingOn::contains).toList()));
    }

    private Future<Step> count(Target target, int calls) {
        stage = target.name() + ": " + calls + " calls";
        detail = "growing";
        Future<Step> counted = target.growTo(calls)
                .onSuccess(up -> detail = "counting for " + plan.growth().hold().toSeconds() + " s")
                .compose(up -> target.hold(plan.growth().hold()))
                .onSuccess(step -> {
                    steps.add(step);
                    detail = DensityReport.line(step);
                });
        return plan.peers().size() == 1
                ? counted
                : counted.compose(step -> release(target).map(step));
    }

    private Future<Void> release(Target target) {
        return target.hangUp().compose(over -> vertx.timer(REST.toMillis())).mapEmpty();
    }

    private static Future<Map<String, Map<String, Integer>>> ends(List<Target> targets) {
        Map<String, Map<String, Integer>> all = new HashMap<>();
        return each(
                        targets,
                        target -> target.census().map(census -> {
                            all.put(target.name(), census.ends());
                            return null;
                        }))
                .map(done -> all);
    }

    /** One after the other. */
    private static Future<Void> each(List<Target> targets, Function<Target, Future<Void>> what) {
        Future<Void> chain = Future.succeededFuture();
        for (Target target : targets) {
            chain = chain.compose(done -> what.apply(target));
        }
        return chain;
    }
}
