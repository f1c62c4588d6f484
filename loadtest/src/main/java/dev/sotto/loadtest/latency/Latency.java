package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.experiment.Arrivals;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measured callers with more and more others around them. Levels follow each other in one run; before each one the others are on the
 * line, and some time has passed.
 */
public final class Latency {
    private final Vertx vertx;
    private final Telephone telephone;
    private final ServerClient server;
    private final Plan plan;
    private final Progress progress;
    private final Background background;
    private final List<LevelFigures> done = new ArrayList<>();

    /**
     * What is to be done.
     *
     * @param levels how many others are on the line, one level after the other, rising
     * @param callsPerSecond how fast the others come
     * @param calls measured ones at each level, at random over {@code spread}, whatever the server does
     * @param warmUp calls before the first level that don't count
     * @param settle time before each level that doesn't count
     * @param record where measured calls are kept, or null
     */
    public record Plan(
            List<Integer> levels,
            boolean prompt,
            double callsPerSecond,
            int calls,
            Duration spread,
            int warmUp,
            Duration settle,
            List<String> agents,
            String password,
            VirtualAgent.Manner manner,
            @Nullable Path record) {
        public Plan {
            levels = levels.stream().distinct().sorted().toList();
            agents = List.copyOf(agents);
            if (levels.isEmpty() || calls < 1 || agents.isEmpty() || callsPerSecond <= 0) {
                throw new IllegalArgumentException("nothing to measure: levels " + levels + ", " + calls + " calls, "
                        + agents.size() + " agents, " + callsPerSecond + " calls a second");
            }
        }

        Background.Kind kind() {
            return prompt ? Background.Kind.PROMPT : Background.Kind.KEYS;
        }
    }

    public Latency(Vertx vertx, Telephone telephone, ServerClient server, Plan plan, Progress progress) {
        this.vertx = vertx;
        this.telephone = telephone;
        this.server = server;
        this.plan = plan;
        this.progress = progress;
        this.background = new Background(vertx, telephone, plan.kind(), plan.callsPerSecond());
    }

    /** Everything that is said in it, to be learnt before. */
    public static List<Script> scripts() {
        return Stream.concat(
                        Stream.of(Measured.values()).map(Measured::script), Stream.of(Background.Kind.KEYS.script()))
                .toList();
    }

    /** Completes when the last level is over and everybody has hung up. */
    public Future<Report> run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MeasuredCalls calls = new MeasuredCalls(vertx, telephone, plan.record());
        return agents(calls)
                .compose(people -> server.signIn(plan.agents().get(0), plan.password())
                        .compose(reader -> {
                            calls.readBy(reader);
                            Future<Void> levels = warmUp(calls, random.split());
                            for (int level : plan.levels()) {
                                levels = levels.compose(before -> level(calls, level, random.split()));
                            }
                            return levels;
                        })
                        .eventually(background::end)
                        .eventually(() -> Future.join(
                                people.stream().map(VirtualAgent::leave).toList()))
                        .map(over -> {
                            progress.done();
                            return new LatencyReport(plan, done, background.calledAgain()).report();
                        }));
    }

    private Future<List<VirtualAgent>> agents(VirtualAgent.Listener listener) {
        List<Future<VirtualAgent>> people = plan.agents().stream()
                .map(name -> VirtualAgent.start(vertx, server, name, plan.password(), plan.manner(), listener))
                .toList();
        return Future.all(people).map(all -> people.stream().map(Future::result).toList());
    }

    private Future<Void> warmUp(MeasuredCalls calls, SplittableRandom random) {
        progress.tell("warm-up", () -> plan.warmUp() + " calls that don't count");
        return foreground(calls, plan.warmUp(), new LevelFigures(0), random);
    }

    private Future<Void> level(MeasuredCalls calls, int level, SplittableRandom random) {
        LevelFigures figures = new LevelFigures(level);
        long ticking = vertx.setPeriodic(
                1_000,
                tick -> progress.tell(
                        "under " + level,
                        () -> background.live() + " others, " + calls.live() + " of " + plan.calls()
                                + " measured calls live, " + figures.outcomes()));
        return background
                .grow(level)
                .compose(there -> vertx.timer(Math.max(1, plan.settle().toMillis())))
                .compose(settled -> Punctuality.look(server, telephone))
                .compose(before -> foreground(calls, plan.calls(), figures, random)
                        .compose(over -> Punctuality.look(server, telephone))
                        .onSuccess(after -> after.since(before, figures, background.live())))
                .onSuccess(over -> done.add(figures))
                .onComplete(over -> vertx.cancelTimer(ticking))
                .mapEmpty();
    }

    private Future<Void> foreground(MeasuredCalls calls, int count, LevelFigures figures, SplittableRandom random) {
        List<Duration> arrivals = Arrivals.random(count, plan.spread(), random);
        List<Future<?>> over = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Measured kind = Measured.values()[i % Measured.values().length];
            over.add(vertx.timer(Math.max(1, arrivals.get(i).toMillis())).compose(now -> calls.place(kind, figures)));
        }
        return over.isEmpty() ? Future.succeededFuture() : Future.join(over).transform(all -> Future.succeededFuture());
    }
}
