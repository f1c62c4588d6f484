package dev.sotto.gateway.outbound;

import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.NoSuchConversation;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the conversations of orders what concerns them. */
final class Talks {
    private static final Logger LOG = LoggerFactory.getLogger(Talks.class);
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(5_000);

    private final EventBus bus;
    private final Addresses addresses;
    private final String edge;
    private final InstantSource clock;

    Talks(EventBus bus, Addresses addresses, String edge, InstantSource clock) {
        this.bus = bus;
        this.addresses = addresses;
        this.edge = edge;
        this.clock = clock;
    }

    /** Completes when the conversation is there, durably, and has taken up what it has to. */
    Future<Void> begin(Order order) {
        ToConversation begin = new ToConversation.Begin(
                order.conversation(), Channel.VOICE, edge, order.variables(), null, clock.instant());
        return ask(begin)
                .compose(ok -> order.carried() == null
                        ? Future.succeededFuture()
                        : ask(new ToConversation.TakeUp(order.conversation(), order.carried(), clock.instant())));
    }

    /** As {@link #begin} where the process died before it was done. */
    Future<Void> beginUnlessKnown(Order order) {
        ToConversation attach = new ToConversation.Attach(order.conversation(), edge, clock.instant());
        return request(attach).compose(reply -> {
            if (reply instanceof NoSuchConversation) {
                return begin(order);
            }
            return order.carried() == null
                    ? Future.succeededFuture()
                    : ask(new ToConversation.TakeUp(order.conversation(), order.carried(), clock.instant()));
        });
    }

    /** The call came to nothing, and no other try follows. */
    void over(Order order) {
        bus.send(
                addresses.orchestratorOf(order.conversation()),
                new ToConversation.Gone(order.conversation(), String.valueOf(order.outcome()), clock.instant()));
    }

    /** What came of a promise, for the journal of the conversation that made it. */
    void kept(Order order, String outcome) {
        String promisedIn = order.promisedIn();
        if (promisedIn != null) {
            ask(new ToConversation.CallBackEnded(promisedIn, order.conversation(), outcome, clock.instant()))
                    .onFailure(cause -> LOG.atWarn()
                            .addKeyValue("conversationId", promisedIn)
                            .addKeyValue("cause", cause)
                            .log("what came of a promised call was not noted"));
        }
    }

    private Future<Void> ask(ToConversation message) {
        return request(message)
                .compose(reply -> reply instanceof Ok
                        ? Future.succeededFuture()
                        : Future.failedFuture("conversation refused: " + reply));
    }

    private Future<Object> request(ToConversation message) {
        return bus.<Object>request(addresses.orchestratorOf(message.conversationId()), message, WITHIN)
                .map(reply -> reply.body());
    }
}
