package dev.sotto.loadtest.chaos;

import dev.sotto.loadtest.audit.Auditor;
import dev.sotto.loadtest.audit.Finding;
import dev.sotto.loadtest.audit.Told;
import dev.sotto.loadtest.audit.Traffic;
import dev.sotto.loadtest.audit.Witness;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.report.Progress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks one thing after the other while people talk, and has everybody's word compared with the journal. */
public final class Chaos {
    private static final Logger LOG = LoggerFactory.getLogger(Chaos.class);
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(90);
    private static final Duration WRAP_UP = Duration.ofSeconds(20);
    private static final Duration THINKING = Duration.ofMillis(1_500);
    private static final long LOOK_MILLIS = 250;
    private static final int LOOKS = 16;

    private final Vertx vertx;
    private final Theatre theatre;
    private final Plan plan;
    private final Signs signs = new Signs();
    private final Told told = new Told(this::noted);
    private final Callers callers;
    private final Traffic traffic;
    private final Auditor auditor;
    private final Progress progress = new Progress();
    private final SplittableRandom random;
    private final long beganNanos = System.nanoTime();

    // written by one step after the other
    private final List<Episode> episodes = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    /**
     * What is to be done.
     *
     * @param faults one after the other; drawn by the command
     * @param callers on the phone at any time
     * @param chats visitors at any time
     * @param shortest of a fault that lasts, and of the quiet between two
     * @param longest of both
     */
    public record Plan(
            List<Fault> faults,
            int callers,
            int chats,
            List<String> agents,
            String supervisor,
            String password,
            Duration shortest,
            Duration longest,
            long seed) {
        public Plan {
            faults = List.copyOf(faults);
            agents = List.copyOf(agents);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("faults", faults.size())
                    .put("callers", callers)
                    .put("chats", chats)
                    .put("agents", agents.size())
                    .put("seed", seed);
        }
    }

    private Chaos(Vertx vertx, Theatre theatre, Telephone telephone, Plan plan) {
        this.vertx = vertx;
        this.theatre = theatre;
        this.plan = plan;
        random = new SplittableRandom(plan.seed());
        callers = new Callers(vertx, telephone, told, signs);
        traffic = new Traffic(vertx, theatre::http, told, plan.seed());
        auditor = new Auditor(Auditor.Shop.of(ServerClient.of(vertx, theatre.shop()), ShopFiles.ORDERS));
    }

    /** Completes with what came out; the theatre is left open. */
    static Future<Outcome> run(Vertx vertx, Theatre theatre, Telephone telephone, Plan plan) {
        return new Chaos(vertx, theatre, telephone, plan).run();
    }

    private Future<Outcome> run() {
        long teller = vertx.setPeriodic(1_000, fired -> progress.tell("chaos", this::standing));
        Witness witness = new Witness(theatre::http, plan.supervisor(), plan.password(), told);
        return auditor.begin()
                .compose(begun -> vertx.deployVerticle(witness))
                .compose(listening -> traffic.start(plan.chats(), plan.agents(), plan.password(), THINKING))
                .compose(talking -> {
                    Future<Void> hungUp = callers.start(plan.callers(), plan.seed());
                    return vertx.timer(WARM_UP.toMillis())
                            .compose(warm -> breakNext(0))
                            .compose(broken -> end(hungUp));
                })
                .map(done -> outcome())
                .onComplete(done -> {
                    vertx.cancelTimer(teller);
                    progress.done();
                });
    }

    private String standing() {
        return "%d of %d faults, %d calls, %d facts told, %d findings"
                .formatted(
                        episodes.size(), plan.faults().size(), callers.ended().size(), told.size(), findings.size());
    }

    private void noted(Record fact) {
        if (fact instanceof Told.Acknowledged) {
            signs.see(Signs.Kind.MESSAGE, System.nanoTime());
        } else if (fact instanceof Told.Answered answered && !answered.outcome().equals("no reply")) {
            signs.see(Signs.Kind.ANSWER, System.nanoTime());
        }
    }

    private Future<Void> breakNext(int index) {
        if (index == plan.faults().size()) {
            return Future.succeededFuture();
        }
        Fault fault = plan.faults().get(index);
        long lasting = draw();
        long quiet = draw();
        long from = System.nanoTime();
        return fault.begin(theatre)
                .compose(broken -> vertx.timer(lasting))
                .compose(enough -> fault.end(theatre))
                .compose(mended -> untilBack(System.nanoTime(), System.nanoTime() + BACK_WITHIN.toNanos()))
                .compose(back -> vertx.timer(quiet))
                .compose(settled -> look(told.soFar(), Auditor.ofWords(), LOOKS))
                .compose(found -> {
                    List<Finding> fresh = found.stream().filter(findings::add).toList();
                    fresh.forEach(one -> LOG.atWarn()
                            .addKeyValue("fault", fault)
                            .addKeyValue("finding", one)
                            .log("The auditor found something"));
                    episodes.add(new Episode(fault, from - beganNanos, lasting, from, System.nanoTime(), fresh.size()));
                    return breakNext(index + 1);
                });
    }

    private long draw() {
        return random.nextLong(plan.shortest().toMillis(), plan.longest().toMillis() + 1);
    }

    /** Until somebody has got through by each way, or the time is over: that is told as well. */
    private Future<Void> untilBack(long mended, long deadline) {
        boolean back = signs.firstAfterNanos(Signs.Kind.CALL, mended) >= 0
                && signs.firstAfterNanos(Signs.Kind.MESSAGE, mended) >= 0;
        return back || System.nanoTime() - deadline > 0
                ? Future.succeededFuture()
                : vertx.timer(LOOK_MILLIS).compose(again -> untilBack(mended, deadline));
    }

    private Future<Void> end(Future<Void> hungUp) {
        callers.end();
        return Future.join(hungUp, traffic.end(WRAP_UP))
                .otherwiseEmpty()
                .compose(quiet -> look(told, auditor, LOOKS))
                .onSuccess(findings::addAll)
                .mapEmpty();
    }

    /** What was just decided may be on its way still: looks again before it complains. */
    private Future<List<Finding>> look(Told facts, Auditor by, int looksLeft) {
        return integrator()
                .compose(server -> by.audit(server, facts))
                .recover(notYet -> looksLeft <= 1
                        ? Future.failedFuture(notYet)
                        : Future.succeededFuture(List.of(new Finding("audit", "", String.valueOf(notYet)))))
                .compose(found -> findings.containsAll(found) || looksLeft <= 1
                        ? Future.succeededFuture(found)
                        : vertx.timer(LOOK_MILLIS * 2).compose(again -> look(facts, by, looksLeft - 1)));
    }

    private Future<ServerClient> integrator() {
        try {
            return Future.succeededFuture(ServerClient.of(vertx, theatre.http()).as(theatre.apiKey()));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private Outcome outcome() {
        long warmUpEnds = beganNanos + WARM_UP.toNanos();
        return new Outcome(plan, episodes, signs, callers.ended(), told, List.copyOf(findings), beganNanos, warmUpEnds);
    }

    /**
     * One fault and the time until the next.
     *
     * @param atNanos since the run began
     * @param fromNanos when it broke, by the clock of the signs
     * @param toNanos when the next may break
     */
    record Episode(Fault fault, long atNanos, long lastedMillis, long fromNanos, long toNanos, int findings) {}
}
