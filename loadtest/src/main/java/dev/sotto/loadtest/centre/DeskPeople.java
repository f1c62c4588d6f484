package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.desk.AttentivePerson;
import dev.sotto.loadtest.desk.Consult;
import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The consulting arm's people: at the desk, one attention each, over the public interface. */
final class DeskPeople implements People, AttentivePerson.Listener {
    /** Cards that the desk may put before one person at a time; more wait for somebody. */
    private static final int CARDS = 6;

    private final Vertx vertx;
    private final Callers callers;
    private final AtomicInteger answered = new AtomicInteger();
    private List<AttentivePerson> people = List.of();

    private DeskPeople(Vertx vertx, Callers callers) {
        this.vertx = vertx;
        this.callers = callers;
    }

    static Future<DeskPeople> sitDown(
            Vertx vertx, ServerClient server, Team team, HumanTimes times, Decisions decisions, Callers callers) {
        DeskPeople desk = new DeskPeople(vertx, callers);
        var manner = new AttentivePerson.Manner(
                CARDS,
                times,
                Judgement.drawn(decisions),
                callId -> callers.call(callId).map(live -> live.number).orElse(-1),
                () -> callers.all().size());
        List<Future<AttentivePerson>> sitting = team.names().stream()
                .map(name -> AttentivePerson.start(vertx, server, name, team.password(), manner, desk))
                .toList();
        return Future.all(sitting).map(all -> {
            desk.people = sitting.stream().map(Future::result).toList();
            return desk;
        });
    }

    @Override
    public void card(Duration afterReached) {}

    @Override
    public void answering(String callId, long nanos) {
        callers.call(callId).ifPresent(live -> {
            answered.incrementAndGet();
            live.helped = true;
            vertx.cancelTimer(live.patienceTimer);
            live.caller.answeredByAgent(nanos);
        });
    }

    @Override
    public void consulted(Consult consult) {
        callers.call(consult.callId()).ifPresent(live -> live.consults.add(consult));
    }

    @Override
    public String doing() {
        return answered.get() + " answered";
    }

    @Override
    public Future<Void> leave() {
        return Future.join(people.stream().map(AttentivePerson::leave).toList())
                .otherwiseEmpty()
                .mapEmpty();
    }
}
