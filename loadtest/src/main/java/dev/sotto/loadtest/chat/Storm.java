package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.report.Distribution;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Everybody is cut off at once, while some are talking, and comes back. On the crowd's event loop only. */
final class Storm {
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration TALKING = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final Crowd crowd;
    private final Canary canary;
    private final Host host;
    private final @Nullable ServerProbe probe;

    /**
     * What came of it.
     *
     * @param cpuSeconds of the server from the cut until all were back; NaN where it isn't known
     * @param downSeconds until a killed server was ready again; 0 where it lived on
     * @param turns of visitors who were cut off, from when they were due
     */
    record Result(
            StormKind kind,
            Returns returns,
            double cpuSeconds,
            double downSeconds,
            TurnFigures turns,
            TurnFigures canary,
            Distribution health,
            long unready) {}

    Storm(Vertx vertx, Crowd crowd, Canary canary, Host host, @Nullable ServerProbe probe) {
        this.vertx = vertx;
        this.crowd = crowd;
        this.canary = canary;
        this.host = host;
        this.probe = probe;
    }

    Future<Result> rage(StormKind kind, double turnsPerSecond, SplittableRandom random) {
        canary.reset();
        TurnSchedule talk = TurnSchedule.draw(turnsPerSecond, TALKING, crowd.size(), random);
        Future<TurnFigures> talked = new TurnPlayer(vertx, crowd.visitors(), talk, new TurnFigures()).play(PATIENCE);
        return vertx.timer(BEFORE.toMillis()).compose(now -> strike(kind, talked));
    }

    private Future<Result> strike(StormKind kind, Future<TurnFigures> talked) {
        long cut = System.nanoTime();
        Returns returns = new Returns(crowd.connected());
        crowd.whenCame(() -> returns.back(System.nanoTime() - cut));
        double[] down = new double[1];
        double[] cpuBefore = {cpu()};
        Future<Void> standing = Future.succeededFuture();
        if (kind.kills()) {
            crowd.comeBack(kind.backOff());
            cpuBefore[0] = 0; // the new process begins at nothing
            standing = host.killAndRestart().onSuccess(up -> down[0] = (System.nanoTime() - cut) / 1e9);
        } else {
            crowd.scatter(kind.backOff());
        }
        return standing.compose(up -> crowd.until(() -> returns.count() >= returns.expected(), PATIENCE))
                .compose(all -> {
                    double spent = cpu() - cpuBefore[0];
                    crowd.whenCame(null);
                    return talked.map(turns -> new Result(
                            kind, returns, spent, down[0], turns, canary.turns(), canary.health(), canary.unready()));
                });
    }

    private double cpu() {
        return probe == null ? Double.NaN : probe.cpu().toMillis() / 1e3;
    }
}
