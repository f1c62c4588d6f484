package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Visitors come, are idle, talk faster and faster, and are cut off all at once; at the end each reads their talk again and compares
 * it with what was acknowledged.
 */
public final class ChatLoad {
    private static final int FILLS = 4;
    private static final int ADDRESS_PER = 2_500;
    private static final Duration IN = Duration.ofSeconds(60);
    private static final Duration ANSWERS = Duration.ofSeconds(15);
    private static final double STORM_RATE = 50;
    private static final int WARM_RATE = 50;
    private static final int COHORT_RATE = 100;

    private final Vertx vertx;
    private final Host host;
    private final ChatPlan plan;
    private final ChatResults results = new ChatResults();
    private final SplittableRandom random;
    private final Doorway door;
    private final Crowd crowd;
    private final Canary canary;
    private final @Nullable ServerProbe probe;
    private final Progress progress = new Progress();
    private String stage = "warming up";

    private ChatLoad(Vertx vertx, Host host, ChatPlan plan) {
        this.vertx = vertx;
        this.host = host;
        this.plan = plan;
        random = new SplittableRandom(plan.seed());
        door = Doorway.open(vertx, host.http(), 1 + plan.visitors() / ADDRESS_PER, plan.visitors() + 100);
        crowd = new Crowd(vertx, door, host::http, random.nextLong());
        canary = new Canary(vertx, door, host::http, random.nextLong());
        probe = host.pid().isPresent() ? new ServerProbe(vertx, () -> host.pid().orElseThrow()) : null;
    }

    /** Everything of it on one event loop of that Vert.x; completes with the report when all visitors have left. */
    public static Future<Report> run(Vertx vertx, Host host, ChatPlan plan) {
        Promise<Report> told = Promise.promise();
        VerticleBase loop = new VerticleBase() {
            @Override
            public Future<?> start() {
                new ChatLoad(vertx, host, plan).run().onComplete(told);
                return Future.succeededFuture();
            }
        };
        return vertx.deployVerticle(loop).compose(id -> told.future().eventually(() -> vertx.undeploy(id)));
    }

    private Future<Report> run() {
        long start = System.nanoTime();
        long ticking = vertx.setPeriodic(1_000, fired -> {
            results.connected.at(Duration.ofNanos(System.nanoTime() - start), crowd.connected());
            progress.tell(stage, () -> crowd.connected() + " connected " + crowd.troubles());
        });
        return warmUp().compose(warm -> fill())
                .compose(full -> converse())
                .compose(talked -> inTurn(plan.rates(), this::stretch))
                .compose(done -> inTurn(plan.storms(), this::storm))
                .compose(done -> compare())
                .map(done -> new ChatReport(plan, results, crowd, canary.visitors()).write())
                .eventually(() -> {
                    vertx.cancelTimer(ticking);
                    progress.done();
                    crowd.leave();
                    canary.visitors().leave();
                    return vertx.timer(100).compose(left -> door.close());
                });
    }

    private Future<?> warmUp() {
        int warm = plan.warm();
        return canary.start()
                .compose(there -> crowd.come(warm, Duration.ofSeconds(1), IN))
                .compose(in -> in == warm
                        ? Future.succeededFuture()
                        : Future.failedFuture("only " + in + " of the first " + warm + " visitors were let in: "
                                + crowd.losses() + " " + crowd.troubles()))
                .compose(in -> play(TurnSchedule.draw(WARM_RATE, plan.warmUp(), warm, random), crowd.visitors()));
    }

    /** Everybody comes, in four parts, and memory is looked at between them. */
    private Future<?> fill() {
        stage = "coming";
        long begun = System.nanoTime();
        Future<?> filled = look();
        int coming = plan.visitors() - plan.warm();
        for (int n = 0; n < FILLS; n++) {
            int part = coming * (n + 1) / FILLS - coming * n / FILLS;
            filled = filled.compose(before -> crowd.come(part, plan.ramp().dividedBy(FILLS), IN))
                    .compose(in -> look());
        }
        return filled.onSuccess(done -> {
            results.arrived = crowd.connected();
            results.arrivalSeconds = (System.nanoTime() - begun) / 1e9;
        });
    }

    private Future<?> look() {
        return probe == null
                ? Future.succeededFuture()
                : probe.memory()
                        .onSuccess(memory -> results.fills.add(new ChatResults.Fill(crowd.connected(), memory)));
    }

    /** Some have a conversation of a few turns, all the others stay silent. */
    private Future<?> converse() {
        int talking = plan.talking();
        if (talking == 0 || plan.turns() == 0 || probe == null) {
            return Future.succeededFuture();
        }
        stage = "conversing";
        List<Visitor> some = crowd.visitors().subList(plan.warm(), plan.warm() + talking);
        return play(TurnSchedule.rounds(talking, plan.turns(), COHORT_RATE), some)
                .compose(done -> probe.memory())
                .onSuccess(memory -> results.afterTalk = memory);
    }

    private Future<?> stretch(double rate) {
        stage = rate + " turns/s";
        double cpu = cpu();
        TurnSchedule schedule = TurnSchedule.draw(rate, plan.hold(), crowd.size(), random);
        return play(schedule, crowd.visitors())
                .onSuccess(figures -> results.stretches.add(
                        new ChatResults.Stretch(rate, plan.hold().toMillis() / 1e3, figures, cpu() - cpu)));
    }

    private Future<?> storm(StormKind kind) {
        stage = "storm: " + kind.title();
        return new Storm(vertx, crowd, canary, host, probe)
                .rage(kind, Math.min(STORM_RATE, plan.firstRate()), random.split())
                .onSuccess(results.storms::add)
                .<Object>map(done -> done)
                .otherwise(failure -> {
                    // what was found out before is told all the same
                    crowd.trouble(kind.title() + " failed: " + failure.getMessage());
                    return kind;
                });
    }

    private Future<?> compare() {
        stage = "reading again";
        return new Rereading(vertx, crowd).run(results);
    }

    private Future<TurnFigures> play(TurnSchedule schedule, List<Visitor> visitors) {
        return new TurnPlayer(vertx, visitors, schedule, new TurnFigures()).play(ANSWERS);
    }

    private double cpu() {
        return probe == null ? Double.NaN : probe.cpu().toMillis() / 1e3;
    }

    private static <T> Future<?> inTurn(List<T> parts, Function<T, Future<?>> act) {
        Future<?> done = Future.succeededFuture();
        for (T part : parts) {
            done = done.compose(before -> act.apply(part));
        }
        return done;
    }
}
