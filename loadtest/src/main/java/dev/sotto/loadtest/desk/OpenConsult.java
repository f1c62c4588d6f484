package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A card on a person's screen: what {@link Screen} knows of it. Of one context. */
final class OpenConsult {
    final Instant offeredAt;
    JsonObject card;
    Instant givesUpAt;
    boolean known;
    String callId = "";
    int caller = -1;

    @Nullable
    Instant begunAt;

    @Nullable
    Instant readyAt;

    @Nullable
    Instant answeredAt;

    Duration busy = Duration.ZERO;
    int waiting;
    int live;
    JsonObject answer = new JsonObject();

    OpenConsult(JsonObject card, Instant now) {
        this.offeredAt = now;
        this.card = card;
        this.givesUpAt = givesUpAt(card, now);
    }

    String id() {
        return card.getString("id", "");
    }

    /** Whom chance belongs to: the caller, or the card itself when nobody knows whose it is. */
    int chance() {
        return caller >= 0 ? caller : id().hashCode() & Integer.MAX_VALUE;
    }

    boolean voice() {
        return card.getString("channel", "").equals("voice");
    }

    Kind kind() {
        return Kind.of(card.getString("kind", ""));
    }

    String point() {
        return card.getString("point", "");
    }

    Instant createdAt() {
        return Instant.parse(card.getString("createdAt"));
    }

    /** Patience is told as seconds left from the moment of telling. */
    static Instant givesUpAt(JsonObject card, Instant now) {
        Instant answerBy = Instant.parse(card.getString("answerBy"));
        Number patience = card.getNumber("patience");
        if (patience == null) {
            return answerBy;
        }
        Instant end = now.plusMillis(Math.round(patience.doubleValue() * 1_000));
        return end.isBefore(answerBy) ? end : answerBy;
    }

    Consult settled(Consult.Outcome outcome) {
        return new Consult(
                id(),
                callId,
                caller,
                kind(),
                point(),
                createdAt(),
                offeredAt,
                begunAt,
                answeredAt,
                busy,
                waiting,
                live,
                answer.getString("answer", ""),
                outcome);
    }
}
