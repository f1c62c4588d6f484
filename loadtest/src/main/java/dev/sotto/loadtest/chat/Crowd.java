package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.experiment.Arrivals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All visitors of a run. On one event loop only. */
final class Crowd implements Visitor.Watcher {
    private static final long LOOK_MILLIS = 50;

    private final Vertx vertx;
    private final Doorway door;
    private final Supplier<URI> server;
    private final SplittableRandom random;
    private final List<Visitor> visitors = new ArrayList<>();
    private final Map<String, Integer> troubles = new TreeMap<>();
    private final Map<String, Integer> losses = new TreeMap<>();
    private int connected;
    private @Nullable Runnable whenCame;

    Crowd(Vertx vertx, Doorway door, Supplier<URI> server, long seed) {
        this.vertx = vertx;
        this.door = door;
        this.server = server;
        this.random = new SplittableRandom(seed);
    }

    /** So many more come at random over the ramp; completes when all are in, or the patience is over: how many are. */
    Future<Integer> come(int count, Duration ramp, Duration patience) {
        int all = visitors.size() + count;
        for (Duration moment : Arrivals.random(count, ramp, random)) {
            Visitor visitor = newVisitor();
            vertx.setTimer(
                    Math.max(1, moment.toMillis()), fired -> visitor.line().open());
        }
        return until(() -> connected >= all, ramp.plus(patience)).map(done -> connected);
    }

    private Visitor newVisitor() {
        int number = visitors.size();
        Visitor visitor = new Visitor(vertx, () -> door.socket(number), server, BackOff.PAGE, random.nextLong(), this);
        visitors.add(visitor);
        return visitor;
    }

    List<Visitor> visitors() {
        return visitors;
    }

    int size() {
        return visitors.size();
    }

    int connected() {
        return connected;
    }

    /** What went wrong, and how often. */
    Map<String, Integer> troubles() {
        return troubles;
    }

    /** Connections lost or not made, by reason. */
    Map<String, Integer> losses() {
        return losses;
    }

    /** Called whenever somebody is let in; null for nobody. */
    void whenCame(@Nullable Runnable told) {
        whenCame = told;
    }

    /** Completes with true when it holds, with false when the patience is over. */
    Future<Boolean> until(BooleanSupplier condition, Duration patience) {
        Promise<Boolean> settled = Promise.promise();
        long deadline = System.nanoTime() + patience.toNanos();
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            boolean holds = condition.getAsBoolean();
            if (holds || System.nanoTime() - deadline > 0) {
                vertx.cancelTimer(timer);
                settled.complete(holds);
            }
        });
        return settled.future();
    }

    /** All connections are cut at once. */
    void scatter(BackOff policy) {
        comeBack(policy);
        visitors.forEach(visitor -> visitor.line().cut());
    }

    /** How they come back from now on. */
    void comeBack(BackOff policy) {
        visitors.forEach(visitor -> visitor.line().comesBack(policy));
    }

    void leave() {
        visitors.forEach(visitor -> visitor.line().leave());
    }

    @Override
    public void came() {
        connected++;
        if (whenCame != null) {
            whenCame.run();
        }
    }

    @Override
    public void went(String why, boolean wasIn) {
        if (wasIn) {
            connected--;
        }
        losses.merge(why, 1, Integer::sum);
    }

    @Override
    public void trouble(String what) {
        troubles.merge(what, 1, Integer::sum);
    }
}
