package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation's line to the guidance broker: asks until it is heard, because both ends are idempotent. */
final class GuidanceLine {
    private static final Logger LOG = LoggerFactory.getLogger(GuidanceLine.class);
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(5_000);
    private static final long RETRY_MILLIS = 500;
    private static final int TRIES = 60;

    private final Vertx vertx;
    private final String desk;
    private final LiveConversation conversation;

    GuidanceLine(Vertx vertx, Addresses addresses, LiveConversation conversation) {
        this.vertx = vertx;
        this.desk = addresses.desk();
        this.conversation = conversation;
    }

    void ask(GuidanceRequest request) {
        send(new ToDesk.Ask(request), request.id(), TRIES);
    }

    void promote(GuidanceRequest request) {
        send(new ToDesk.Promote(request.id(), request), request.id(), TRIES);
    }

    void withdraw(Effect.WithdrawGuidance withdraw) {
        send(
                new ToDesk.Withdraw(withdraw.guidanceId(), withdraw.reason(), conversation.now()),
                withdraw.guidanceId(),
                TRIES);
    }

    private void send(ToDesk message, String guidanceId, int triesLeft) {
        vertx.eventBus()
                .<Object>request(desk, message, WITHIN)
                .onComplete(
                        reply -> {
                            if (reply.body() instanceof ToDesk.GuidanceNoted noted) {
                                conversation
                                        .on(new Event.GuidanceNoted(
                                                guidanceId,
                                                noted.availableAgents(),
                                                noted.presentAgents(),
                                                conversation.now()))
                                        .onFailure(cause ->
                                                LOG.atDebug().setCause(cause).log("request noted too late"));
                            }
                        },
                        cause -> {
                            if (triesLeft > 1) {
                                vertx.setTimer(RETRY_MILLIS, fired -> send(message, guidanceId, triesLeft - 1));
                            } else {
                                LOG.atError()
                                        .addKeyValue("guidanceId", guidanceId)
                                        .addKeyValue("cause", cause)
                                        .log("the guidance broker can't be reached");
                            }
                        });
    }
}
