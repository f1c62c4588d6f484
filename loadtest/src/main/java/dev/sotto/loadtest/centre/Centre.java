package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.HumanTimesTable;
import dev.sotto.loadtest.desk.Odds;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the experiment: both arms with each seed, a verifying run, extreme cells, and the report. Any thread. */
public final class Centre {
    /** What people decide: nothing depends on chance of the arm, and no decision needs a second person. */
    private static final Odds ODDS = new Odds(0.15, Map.of(), 0, List.of(1.0, 1.0, 0.0), Odds.USUAL.words());

    private final Vertx vertx;
    private final Voice voice;
    private final Path data;
    private final Plan plan;
    private final Progress progress;

    /**
     * What is to be done.
     *
     * @param seeds one run each
     * @param together both arms at the same time; else one after the other
     * @param verify people of one more run of the escalating arm; 0 for as many as the model says are needed, below 0 for none
     * @param delays further real runs with the first seed and people so many times slower
     */
    public record Plan(
            Population population,
            int people,
            HumanTimes humans,
            List<Long> seeds,
            boolean together,
            int verify,
            List<Double> delays,
            Prices prices) {
        public Plan {
            seeds = List.copyOf(seeds);
            delays = List.copyOf(delays);
            if (seeds.isEmpty() || people < 1) {
                throw new IllegalArgumentException("no seeds, or nobody at work");
            }
        }

        JsonObject json() {
            return new JsonObject()
                    .put("people", people)
                    .put("callers_per_seed", population.callers())
                    .put("warm_up", population.warmUp())
                    .put("per_minute", population.perMinute())
                    .put("consult_rate", population.consultRate())
                    .put("patience_median_s", population.patience().toSeconds())
                    .put("seeds", seeds.toString())
                    .put("arms", together ? "together" : "after each other")
                    .put("time", "not compressed");
        }
    }

    /** @param data a folder for the gateways' data; each arm gets its own in it */
    public Centre(Vertx vertx, Voice voice, Path data, Plan plan, Progress progress) {
        this.vertx = vertx;
        this.voice = voice;
        this.data = data;
        this.plan = plan;
        this.progress = progress;
    }

    /** Completes with the whole report. */
    public Future<Report> run() {
        return vertx.executeBlocking(this::learn)
                .compose(learnt -> compare("", plan.people(), plan.humans(), plan.seeds(), plan.population()))
                .compose(this::further);
    }

    private @Nullable Void learn() {
        for (long seed : plan.seeds()) {
            CallerStream.draw(plan.population(), seed).forEach(caller -> voice.learn(CallerScripts.script(caller)));
        }
        return null;
    }

    /** Both arms, opened, run and closed. */
    private Future<Comparison> compare(
            String name, int people, HumanTimes humans, List<Long> seeds, Population population) {
        Function<Arm, Site> site =
                arm -> new Site(vertx, voice, data.resolve(name + arm), arm, people, humans, decisions(humans));
        if (!plan.together()) {
            return alone(site.apply(Arm.CONSULT), seeds, population, name)
                    .compose(consult -> alone(site.apply(Arm.ESCALATE), seeds, population, name)
                            .map(escalate -> new Comparison(consult, escalate)));
        }
        return site.apply(Arm.CONSULT)
                .open()
                .compose(consult -> site.apply(Arm.ESCALATE)
                        .open()
                        .compose(escalate -> {
                            long line = telling(name, List.of(consult, escalate));
                            return both(consult, escalate, seeds, population)
                                    .onComplete(done -> vertx.cancelTimer(line))
                                    .eventually(escalate::close);
                        })
                        .eventually(consult::close));
    }

    private Future<List<ArmRun>> alone(Site site, List<Long> seeds, Population population, String name) {
        return site.open().compose(arm -> {
            long line = telling(name, List.of(arm));
            return each(seeds, new ArrayList<>(), seed -> arm.run(seed, CallerStream.draw(population, seed)))
                    .onComplete(done -> vertx.cancelTimer(line))
                    .eventually(arm::close);
        });
    }

    private static Future<Comparison> both(ArmLine consult, ArmLine escalate, List<Long> seeds, Population population) {
        return each(seeds, new ArrayList<Comparison>(), seed -> {
                    List<PlannedCaller> callers = CallerStream.draw(population, seed);
                    Future<ArmRun> one = consult.run(seed, callers);
                    Future<ArmRun> other = escalate.run(seed, callers);
                    return Future.join(one, other)
                            .map(ran -> new Comparison(List.of(one.result()), List.of(other.result())));
                })
                .map(pairs -> new Comparison(
                        pairs.stream().flatMap(pair -> pair.consult().stream()).toList(),
                        pairs.stream().flatMap(pair -> pair.escalate().stream()).toList()));
    }

    private static <T> Future<List<T>> each(List<Long> seeds, List<T> before, Function<Long, Future<T>> run) {
        if (before.size() == seeds.size()) {
            return Future.succeededFuture(before);
        }
        return run.apply(seeds.get(before.size())).compose(result -> {
            before.add(result);
            return each(seeds, before, run);
        });
    }

    private long telling(String name, List<ArmLine> arms) {
        return vertx.setPeriodic(
                1_000,
                tick -> progress.tell(
                        name.isEmpty() ? "centre" : name,
                        () -> String.join(
                                "  |  ", arms.stream().map(ArmLine::progress).toList())));
    }

    private static Decisions decisions(HumanTimes humans) {
        return Decisions.of(humans.seed(), ODDS);
    }

    private Future<Report> further(Comparison real) {
        CentreReport report = new CentreReport(
                real,
                new CentreReport.Setup(
                        plan.population(),
                        plan.people(),
                        plan.prices(),
                        HumanTimesTable.of(plan.humans()),
                        plan.json()));
        return verify(report)
                .compose(verified -> cells().compose(cells -> vertx.executeBlocking(() -> {
                    progress.tell("model", () -> "sweeps in virtual time");
                    return report.report(verified, cells);
                })))
                .onComplete(done -> progress.done());
    }

    /** One more run of the escalating arm with enough people, to see whether the model is right about that too. */
    private Future<@Nullable ArmRun> verify(CentreReport report) {
        if (plan.verify() < 0) {
            return Future.succeededFuture(null);
        }
        return vertx.executeBlocking(() ->
                        plan.verify() > 0 ? plan.verify() : new Staffed(plan.population(), report.stages()).escalate)
                .compose(people -> alone(
                        new Site(
                                vertx,
                                voice,
                                data.resolve("staffed"),
                                Arm.ESCALATE,
                                people,
                                plan.humans(),
                                decisions(plan.humans())),
                        plan.seeds().subList(0, 1),
                        plan.population(),
                        "escalate with " + people + " people"))
                .map(runs -> runs.get(0));
    }

    private Future<List<CentreReport.Cell>> cells() {
        return cells(new ArrayList<>());
    }

    private Future<List<CentreReport.Cell>> cells(List<CentreReport.Cell> before) {
        if (before.size() == plan.delays().size()) {
            return Future.succeededFuture(before);
        }
        double delay = plan.delays().get(before.size());
        String changed = "people " + delay + " times slower";
        return compare(
                        changed.replace(' ', '-'),
                        plan.people(),
                        plan.humans().slower(delay),
                        plan.seeds().subList(0, 1),
                        plan.population())
                .compose(real -> {
                    before.add(new CentreReport.Cell(changed, real, plan.population(), plan.people(), delay));
                    return cells(before);
                });
    }
}
