package dev.sotto.loadtest.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A person at the desk who can think of one thing at a time: cards wait on their screen; they take the one whose caller is about
 * to give up, accept it, read, think, answer, and turn to the next. What they decide and how long they take belongs to the
 * caller, not to the person. State on the context of its socket.
 */
public final class AttentivePerson {
    private static final Set<String> CLOSED = Set.of("answered", "declined", "expired", "withdrawn");

    // written once
    private final Vertx vertx;
    private final String name;
    private final Manner manner;
    private final Listener listener;
    private final InstantSource clock;
    private @Nullable DeskLine desk;

    // socket's context only
    private final Screen screen;
    private int accepted;
    private int wasted;
    private long timer = -1;
    private Instant since = Instant.EPOCH;

    /**
     * How a person works.
     *
     * @param capacity how many cards the server may put on their screen at once
     * @param callerOf the number of the caller with this Call-ID (empty for chat); below 0 for nobody known
     * @param live how many conversations go on now, for the report. Called on the person's context
     */
    public record Manner(
            int capacity, HumanTimes times, Judgement judgement, ToIntFunction<String> callerOf, IntSupplier live) {}

    /** Told what the measurements need. On the person's context. */
    public interface Listener extends VirtualAgent.Listener {
        /** A card is done with, whatever came of it. */
        void consulted(Consult consult);
    }

    /**
     * A person's time so far.
     *
     * @param onDuty since they became available
     * @param busy of that with a card before their eyes
     * @param accepted answers that counted
     * @param wasted cards that they had begun and that came to nothing
     */
    public record Duty(String name, Duration onDuty, Duration busy, int accepted, int wasted) {
        public double occupancy() {
            return onDuty.isZero() ? 0 : (double) busy.toNanos() / onDuty.toNanos();
        }
    }

    private AttentivePerson(Vertx vertx, String name, Manner manner, Listener listener, InstantSource clock) {
        this.vertx = vertx;
        this.name = name;
        this.manner = manner;
        this.listener = listener;
        this.clock = clock;
        this.screen = new Screen(manner.times(), manner.judgement(), manner.live());
    }

    /** Signs in, opens the desk, becomes available. */
    public static Future<AttentivePerson> start(
            Vertx vertx, ServerClient server, String name, String password, Manner manner, Listener listener) {
        AttentivePerson person = new AttentivePerson(vertx, name, manner, listener, InstantSource.system());
        return server.signIn(name, password)
                .compose(client -> DeskLine.open(vertx, client, name, manner.capacity(), person::onFrame))
                .compose(person::here);
    }

    private Future<AttentivePerson> here(DeskLine line) {
        desk = line;
        return line.ask(() -> {
            since = clock.instant();
            return this;
        });
    }

    /** Goes offline, closes the desk, and tells how the time went. */
    public Future<Duty> leave() {
        DeskLine line = desk;
        return line == null
                ? Future.failedFuture(name + " never sat down")
                : line.leave().compose(gone -> line.ask(this::duty));
    }

    private Duty duty() {
        Instant now = clock.instant();
        return new Duty(name, Duration.between(since, now), screen.busy(now), accepted, wasted);
    }

    private void onFrame(DeskLine line, JsonObject frame) {
        Instant now = clock.instant();
        JsonObject card = DeskLine.offeredTo(name, frame);
        if (card != null) {
            screen.changed(card, now);
            screen.offered(card, now).ifPresent(consult -> shown(line, consult, now));
        } else if (frame.getString("type", "").equals("guidance.changed")) {
            changed(line, frame.getJsonObject("guidance"), now);
        }
    }

    private void shown(DeskLine line, OpenConsult consult, Instant now) {
        listener.card(Duration.between(consult.createdAt(), now));
        line.callOf(consult.card).onSuccess(callId -> {
            screen.known(consult, callId, manner.callerOf().applyAsInt(callId));
            look(line);
        });
    }

    private void changed(DeskLine line, JsonObject card, Instant now) {
        if (CLOSED.contains(card.getString("state", "")) || !isMine(card)) {
            screen.gone(card.getString("id"), Consult.Outcome.DROPPED, now).ifPresent(this::settle);
        } else {
            screen.changed(card, now);
        }
        look(line);
    }

    private boolean isMine(JsonObject card) {
        JsonArray holders = card.getJsonArray("holders", new JsonArray());
        return holders.stream()
                .anyMatch(holder -> holder instanceof JsonObject one && name.equals(one.getString("agent")));
    }

    /** Does what is due: presses the key, turns to the next card, and looks again when something else will be due. */
    private void look(DeskLine line) {
        Instant now = clock.instant();
        screen.press(now).ifPresent(consult -> answer(line, consult));
        screen.take(now).ifPresent(consult -> accept(line, consult));
        vertx.cancelTimer(timer);
        screen.wakeAt(now).ifPresent(at -> {
            long millis = Duration.between(clock.instant(), at).toMillis() + 1;
            timer = vertx.setTimer(Math.max(1, millis), fired -> look(line));
        });
    }

    private void accept(DeskLine line, OpenConsult consult) {
        line.accept(consult.id()).onSuccess(reply -> {
            if (reply.status() != 200 && consult.answeredAt == null) {
                screen.gone(consult.id(), outcome(reply), clock.instant()).ifPresent(this::settle);
                look(line);
            }
        });
    }

    private void answer(DeskLine line, OpenConsult consult) {
        listener.answering(consult.callId, System.nanoTime());
        line.answer(consult.id(), consult.answer)
                .onSuccess(reply -> settle(consult.settled(outcome(reply))))
                .onFailure(broken -> settle(consult.settled(Consult.Outcome.FAILED)));
    }

    private void settle(Consult consult) {
        if (consult.outcome() == Consult.Outcome.ACCEPTED) {
            accepted++;
        } else if (consult.begunAt() != null) {
            wasted++;
        }
        listener.consulted(consult);
    }

    private static Consult.Outcome outcome(ServerClient.Reply reply) {
        if (reply.status() == 200) {
            return Consult.Outcome.ACCEPTED;
        }
        String outcome = reply.body().getString("outcome", "").toUpperCase(Locale.ROOT);
        return switch (outcome) {
            case "SUPERSEDED" -> Consult.Outcome.SUPERSEDED;
            case "TOO_LATE" -> Consult.Outcome.TOO_LATE;
            case "CALLER_GONE" -> Consult.Outcome.CALLER_GONE;
            default -> Consult.Outcome.FAILED;
        };
    }
}
