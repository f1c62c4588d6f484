package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Dial;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One arm: its gateway in a process of its own, a telephone to it, and its people. Runs one seed after the other. Any thread; its
 * bookkeeping timer runs on the context on which it was opened.
 */
final class ArmLine {
    private static final Logger LOG = LoggerFactory.getLogger(ArmLine.class);
    private static final long LOOK_MILLIS = 700;
    private static final Duration JOURNAL_SETTLES = Duration.ofMillis(400);
    private static final String USER = "shop";

    private final Vertx vertx;
    private final Arm arm;
    private final int peopleCount;
    private final ServerProcess gateway;
    private final ServerClient integrator;
    private final Telephone telephone;
    private final Callers callers;
    private final People people;
    private final CourseReader reader;
    private final Parts parts;
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicInteger transfers = new AtomicInteger();
    private final AtomicInteger failedTransfers = new AtomicInteger();
    private long look = -1;

    /** What an arm is made of. */
    record Parts(
            ServerProcess gateway,
            ServerClient integrator,
            Telephone telephone,
            Callers callers,
            People people,
            CourseReader reader,
            Orders orders,
            Captions captions,
            CentreShop shop) {}

    ArmLine(Vertx vertx, Arm arm, int peopleCount, Parts parts) {
        this.vertx = vertx;
        this.arm = arm;
        this.peopleCount = peopleCount;
        this.gateway = parts.gateway();
        this.integrator = parts.integrator();
        this.telephone = parts.telephone();
        this.callers = parts.callers();
        this.people = parts.people();
        this.reader = parts.reader();
        this.parts = parts;
    }

    /** Plays one seed's callers; completes when the last one's call is over. */
    Future<ArmRun> run(long seed, List<PlannedCaller> planned) {
        Duration cpu = cpu();
        List.of(over, transfers, failedTransfers).forEach(count -> count.set(0));
        parts.orders().expect(planned);
        Instant start = Instant.now();
        look = vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        List<Future<Course>> courses = new ArrayList<>(planned.size());
        for (PlannedCaller caller : planned) {
            courses.add(arrive(seed, caller, start));
        }
        return Future.join(courses)
                .onComplete(all -> vertx.cancelTimer(look))
                .map(all -> new ArmRun(
                        arm,
                        seed,
                        peopleCount,
                        courses.stream().map(Future::result).toList(),
                        cpu().minus(cpu).toMillis() / 1_000.0,
                        transfers.get(),
                        failedTransfers.get()));
    }

    private Future<Course> arrive(long seed, PlannedCaller caller, Instant start) {
        int number = (int) seed * 10_000 + caller.index();
        return vertx.timer(Math.max(1, caller.arrives().toMillis()))
                .compose(now -> telephone.call(Dial.to(USER), CallerScripts.script(caller)))
                .compose(line -> follow(
                        new LiveCaller(caller, number, line, Instant.now(), Duration.between(start, Instant.now()))));
    }

    private Future<Course> follow(LiveCaller live) {
        callers.add(live);
        return live.caller.result().compose(result -> settle(live, result));
    }

    /** What was done at the end of a call comes a moment after it: the journal's last lines, a person's report. */
    private Future<Course> settle(LiveCaller live, CallResult result) {
        vertx.cancelTimer(live.patienceTimer);
        over.incrementAndGet();
        return vertx.timer(JOURNAL_SETTLES.toMillis())
                .compose(settled -> live.conversation.isEmpty()
                        ? Future.succeededFuture(new JsonArray())
                        : integrator.journal(live.conversation).map(page -> page.getJsonArray("entries")))
                .otherwise(new JsonArray())
                .map(journal -> {
                    callers.remove(live);
                    Course course = reader.read(live, result, journal);
                    countTransfer(live, result, course);
                    tellTrouble(live, result, journal, course);
                    return course;
                });
    }

    private void countTransfer(LiveCaller live, CallResult result, Course course) {
        if (result.transferred()) {
            transfers.incrementAndGet();
        } else if (arm == Arm.ESCALATE && course.needed() && live.served == null && course.ending() != Ending.LEFT) {
            failedTransfers.incrementAndGet();
        }
    }

    /** What did not go as planned can be looked into: who said what is no secret here. */
    private void tellTrouble(LiveCaller live, CallResult result, JsonArray journal, Course course) {
        if (course.ending() == Ending.MISUNDERSTOOD || course.ending() == Ending.FAILED) {
            LOG.atWarn()
                    .addKeyValue("arm", arm)
                    .addKeyValue("caller", live.number)
                    .addKeyValue("intent", live.planned.intent())
                    .addKeyValue("outcome", result.outcome() + " " + result.detail())
                    .addKeyValue("problems", result.problems())
                    .addKeyValue("notes", result.notes().keySet())
                    .addKeyValue("talk", CourseReader.talk(journal))
                    .log("A caller and the assistant did not get along");
        }
    }

    /** Which conversation is whose, and whose patience has begun to run. */
    private void look() {
        integrator
                .liveConversations()
                .onSuccess(page -> page.getJsonArray("conversations").forEach(one -> {
                    JsonObject view = (JsonObject) one;
                    String callId =
                            view.getJsonObject("variables", new JsonObject()).getString("call_id", "");
                    callers.call(callId)
                            .filter(live -> live.conversation.isEmpty())
                            .ifPresent(live -> callers.conversation(view.getString("id"), live));
                }));
        if (arm == Arm.CONSULT) {
            integrator
                    .openGuidance()
                    .onSuccess(page -> page.getJsonArray("guidance").forEach(one -> {
                        JsonObject card = (JsonObject) one;
                        Optional<LiveCaller> whose = callers.conversation(card.getString("conversation"));
                        whose.ifPresent(live -> patience(live, Instant.parse(card.getString("createdAt"))));
                    }));
        }
    }

    /** In the other arm the caller's own temper does it, as the queue is what the caller hears. */
    private void patience(LiveCaller live, Instant point) {
        if (live.patienceTimer >= 0 || live.helped) {
            return;
        }
        long left = Duration.between(Instant.now(), point.plus(live.planned.patience()))
                .toMillis();
        live.patienceTimer = vertx.setTimer(Math.max(1, left), fired -> {
            if (!live.helped) {
                live.patienceOver = true;
                live.caller.hangUp();
            }
        });
    }

    private Duration cpu() {
        return ProcessHandle.of(gateway.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** For the progress line. */
    String progress() {
        return arm + ": " + callers.all().size() + " live, " + over.get() + " over, " + people.doing();
    }

    /** People leave, lines are closed, the gateway ends. */
    Future<Void> close() {
        return people.leave()
                .eventually(telephone::close)
                .eventually(() -> parts.captions().close())
                .eventually(gateway::stop)
                .eventually(() -> parts.shop().close())
                .otherwiseEmpty();
    }
}
