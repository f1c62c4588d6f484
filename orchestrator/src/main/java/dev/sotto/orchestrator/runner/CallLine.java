package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToCalls;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation's line to those who place calls: asks until it is heard, because both ends are idempotent. */
final class CallLine {
    private static final Logger LOG = LoggerFactory.getLogger(CallLine.class);
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(5_000);
    private static final long RETRY_MILLIS = 1_000;
    private static final int TRIES = 60;

    private final Vertx vertx;
    private final Services services;
    private final LiveConversation conversation;

    CallLine(Vertx vertx, Services services, LiveConversation conversation) {
        this.vertx = vertx;
        this.services = services;
        this.conversation = conversation;
    }

    void promise(Effect.PromiseCall promise) {
        String id = conversation.id();
        Event.TakenUp taken =
                new Event.TakenUp(id, promise.task(), promise.point(), promise.values(), conversation.now());
        String carried = services.json().entry(id, 0, taken).data();
        String customer = conversation.state().customer();
        send(
                new ToCalls.Promise(
                        id,
                        promise.promise(),
                        promise.to(),
                        customer,
                        promise.task(),
                        promise.about(),
                        carried,
                        conversation.now()),
                TRIES);
    }

    void place(Effect.PlaceCall place) {
        send(new ToCalls.Place(conversation.id(), place.reason(), conversation.now()), TRIES);
    }

    private void send(ToCalls message, int triesLeft) {
        vertx.eventBus()
                .<Object>request(services.addresses().calls(), message, WITHIN)
                .onComplete(
                        reply -> heard(message, reply.body(), triesLeft), cause -> again(message, triesLeft, cause));
    }

    private void heard(ToCalls message, Object reply, int triesLeft) {
        if (message instanceof ToCalls.Promise promise && reply instanceof ToCalls.Promised promised) {
            conversation
                    .on(new Event.CallPromised(promise.promise(), promised.conversation(), conversation.now()))
                    .onFailure(over -> LOG.atDebug().setCause(over).log("promise noted after the end"));
        } else if (reply instanceof Refused refused && !refused.code().equals("unavailable")) {
            LOG.atError()
                    .addKeyValue("conversationId", conversation.id())
                    .addKeyValue("reason", refused)
                    .log("a call that was promised can't be placed");
        } else if (!(reply instanceof Ok)) {
            again(message, triesLeft, new IllegalStateException(String.valueOf(reply)));
        }
    }

    private void again(ToCalls message, int triesLeft, Throwable cause) {
        if (triesLeft > 1) {
            vertx.setTimer(RETRY_MILLIS, fired -> send(message, triesLeft - 1));
        } else {
            LOG.atError()
                    .addKeyValue("conversationId", conversation.id())
                    .addKeyValue("cause", cause)
                    .log("nobody who places calls has answered");
        }
    }
}
