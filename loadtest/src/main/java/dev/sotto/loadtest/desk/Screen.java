package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attention before a screen of cards. Time is an argument; of one context.
 *
 * <pre>
 *   offered --first in the desk's order, nothing else in hand--> in hand --read, thought, typed--> answered --reply--> settled
 *      '-------------- withdrawn, run out, with somebody else ---------'--> dropped
 * </pre>
 *
 * <p>The order is the desk's own: who is about to give up comes first, a voice before a chat at the same second, then the older
 * one. A card whose text grows in hand is read on.
 */
final class Screen {
    private static final Comparator<OpenConsult> BY_PATIENCE = Comparator.comparing(
                    (OpenConsult one) -> one.givesUpAt.getEpochSecond())
            .thenComparing(one -> !one.voice())
            .thenComparing(OpenConsult::createdAt)
            .thenComparing(OpenConsult::id);

    private final HumanTimes times;
    private final Judgement judgement;
    private final IntSupplier live;
    private final Map<String, OpenConsult> waiting = new LinkedHashMap<>();
    private @Nullable OpenConsult inHand;
    private Instant freeAt = Instant.MIN;
    private Duration busy = Duration.ZERO;

    Screen(HumanTimes times, Judgement judgement, IntSupplier live) {
        this.times = times;
        this.judgement = judgement;
        this.live = live;
    }

    /** A card is put before this person. Empty when it is on the screen already. */
    Optional<OpenConsult> offered(JsonObject card, Instant now) {
        String id = card.getString("id", "");
        if (waiting.containsKey(id) || (inHand != null && inHand.id().equals(id))) {
            return Optional.empty();
        }
        OpenConsult consult = new OpenConsult(card, now);
        waiting.put(id, consult);
        return Optional.of(consult);
    }

    /** Whose card it is has been found out: it can be taken from now on. */
    void known(OpenConsult consult, String callId, int caller) {
        consult.callId = callId;
        consult.caller = caller;
        consult.known = true;
    }

    /** A card reads differently now. */
    void changed(JsonObject card, Instant now) {
        OpenConsult consult = find(card.getString("id", ""));
        if (consult == null) {
            return;
        }
        int more = words(card) - words(consult.card);
        consult.card = card;
        consult.givesUpAt = OpenConsult.givesUpAt(card, now);
        if (consult.readyAt != null && more > 0) {
            consult.readyAt = consult.readyAt.plus(times.reading(more));
        }
    }

    /** A card is gone from the screen. Empty when it wasn't there, or its answer is under way. */
    Optional<Consult> gone(String id, Consult.Outcome outcome, Instant now) {
        OpenConsult consult = find(id);
        if (consult == null) {
            return Optional.empty();
        }
        waiting.remove(id);
        if (consult == inHand) {
            release(consult, now);
        }
        return Optional.of(consult.settled(outcome));
    }

    /** Turns to the first card, if there is one and nothing else is in hand. */
    Optional<OpenConsult> take(Instant now) {
        if (inHand != null || now.isBefore(freeAt)) {
            return Optional.empty();
        }
        Optional<OpenConsult> first =
                waiting.values().stream().filter(one -> one.known).min(BY_PATIENCE);
        first.ifPresent(consult -> begin(consult, now));
        return first;
    }

    private void begin(OpenConsult consult, Instant now) {
        waiting.remove(consult.id());
        boolean waited = consult.offeredAt.isBefore(freeAt);
        consult.begunAt = now;
        consult.waiting = waiting.size();
        consult.live = live.getAsInt();
        consult.answer = judgement.decide(consult.card, consult.chance());
        consult.readyAt = now.plus(
                        waited ? times.turning().shift() : times.turning().notice())
                .plus(times.reading(words(consult.card)))
                .plus(times.thinking(consult.chance(), consult.kind(), consult.point()))
                .plus(hands(consult.answer));
        inHand = consult;
    }

    private int words(JsonObject card) {
        return CardText.words(card, times.hands().rereading());
    }

    private Duration hands(JsonObject answer) {
        return times.hands().key().plus(times.typing(answer.getString("text", "")));
    }

    /** The answer, when it is ready by now. It is decided on what the card says last. */
    Optional<OpenConsult> press(Instant now) {
        OpenConsult consult = inHand;
        if (consult == null || consult.readyAt == null || now.isBefore(consult.readyAt)) {
            return Optional.empty();
        }
        consult.answer = judgement.decide(consult.card, consult.chance());
        consult.answeredAt = now;
        release(consult, now);
        Duration after = times.turning().afterAnswer();
        consult.busy = consult.busy.plus(after);
        busy = busy.plus(after);
        freeAt = now.plus(after);
        return Optional.of(consult);
    }

    private void release(OpenConsult consult, Instant now) {
        inHand = null;
        freeAt = now;
        if (consult.begunAt != null) {
            consult.busy = Duration.between(consult.begunAt, now);
            busy = busy.plus(consult.busy);
        }
    }

    /** When something is to be done next of itself; empty while only others can do something. */
    Optional<Instant> wakeAt(Instant now) {
        OpenConsult consult = inHand;
        if (consult != null) {
            return Optional.ofNullable(consult.readyAt);
        }
        return waiting.isEmpty() || !now.isBefore(freeAt) ? Optional.empty() : Optional.of(freeAt);
    }

    /** Attention given so far, what is in hand included. */
    Duration busy(Instant now) {
        OpenConsult consult = inHand;
        return consult == null || consult.begunAt == null ? busy : busy.plus(Duration.between(consult.begunAt, now));
    }

    int waiting() {
        return waiting.size();
    }

    private @Nullable OpenConsult find(String id) {
        OpenConsult consult = inHand;
        return consult != null && consult.id().equals(id) ? consult : waiting.get(id);
    }
}
