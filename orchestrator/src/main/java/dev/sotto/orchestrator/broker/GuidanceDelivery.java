package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Card;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the end of a card to its conversation until that says that it has journalled it: it may be starting again.
 * After the last try the end waits in the database for the conversation to ask. Owned by the broker's context.
 */
final class GuidanceDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(GuidanceDelivery.class);

    private static final class Attempt {
        final ToConversation message;
        final String guidanceId;
        int tries;

        Attempt(ToConversation message, String guidanceId) {
            this.message = message;
            this.guidanceId = guidanceId;
        }
    }

    private final EventBus bus;
    private final Addresses addresses;
    private final GuidanceStore store;
    private final GuidanceClock clock;
    private final BrokerSettings settings;
    private final BrokerMeters meters;
    private final Map<String, Attempt> attempts = new HashMap<>();

    GuidanceDelivery(
            EventBus bus,
            Addresses addresses,
            GuidanceStore store,
            GuidanceClock clock,
            BrokerSettings settings,
            BrokerMeters meters) {
        this.bus = bus;
        this.addresses = addresses;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
    }

    /** Sends an end that is durable. One that is on its way already is sent again at once. */
    void deliver(Card closed, @Nullable String token, Instant at) {
        var attempt = new Attempt(message(closed, token, at), closed.id());
        attempts.put(closed.id(), attempt);
        send(attempt);
    }

    /** As {@link #deliver}, after a look for the token that the answer granted. */
    void deliverAgain(StoredCard stored) {
        Card card = stored.card();
        Instant at = stored.closedAt() == null ? clock.now() : stored.closedAt();
        if (Views.isExpiry(card)) {
            deliver(card, null, at);
        } else {
            store.token(card.id())
                    .onSuccess(token -> deliver(card, token, at))
                    .onFailure(cause -> warn(card.id(), "An answer's token cannot be read", cause));
        }
    }

    private static ToConversation message(Card closed, @Nullable String token, Instant at) {
        String conversation = closed.request().conversationId();
        return closed.answer() == null
                ? new ToConversation.GuidanceExpired(conversation, closed.id(), at)
                : new ToConversation.GuidanceAnswered(conversation, closed.id(), closed.answer(), token);
    }

    private void send(Attempt attempt) {
        attempt.tries++;
        var options =
                new DeliveryOptions().setSendTimeout(settings.replyTimeout().toMillis());
        String address = addresses.orchestratorOf(attempt.message.conversationId());
        bus.request(address, attempt.message, options).onComplete(reply -> {
            if (attempts.get(attempt.guidanceId) != attempt) {
                return;
            }
            if (reply.succeeded() && reply.result().body() instanceof Ok) {
                acknowledged(attempt);
            } else {
                retry(
                        attempt,
                        reply.succeeded()
                                ? String.valueOf(reply.result().body())
                                : reply.cause().toString());
            }
        });
    }

    private void acknowledged(Attempt attempt) {
        attempts.remove(attempt.guidanceId);
        meters.delivered(attempt.tries);
        store.delivered(attempt.guidanceId)
                .onFailure(cause -> warn(attempt.guidanceId, "An acknowledgement was not noted", cause));
    }

    private void retry(Attempt attempt, String reason) {
        if (attempt.tries >= settings.deliveryTries()) {
            attempts.remove(attempt.guidanceId);
            LOG.atWarn()
                    .addKeyValue("guidanceId", attempt.guidanceId)
                    .addKeyValue("conversationId", attempt.message.conversationId())
                    .addKeyValue("cause", reason)
                    .log("A conversation does not take its guidance; it waits to be asked for");
            return;
        }
        clock.after("deliver:" + attempt.guidanceId, settings.retryAfter(attempt.tries), () -> {
            if (attempts.get(attempt.guidanceId) == attempt) {
                send(attempt);
            }
        });
    }

    private static void warn(String guidanceId, String what, Throwable cause) {
        LOG.atWarn()
                .addKeyValue("guidanceId", guidanceId)
                .addKeyValue("cause", cause.toString())
                .log(what);
    }
}
