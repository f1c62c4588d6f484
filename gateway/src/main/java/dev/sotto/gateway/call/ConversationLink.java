package dev.sotto.gateway.call;

import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.Map;

/** A call's words to its conversation. Call context only. */
final class ConversationLink {
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(5_000);

    private final EventBus bus;
    private final String conversationId;
    private final String address;
    private final String deskEvents;
    private final String edge;

    ConversationLink(EventBus bus, Addresses addresses, String conversationId, String edge) {
        this.bus = bus;
        this.conversationId = conversationId;
        this.address = addresses.orchestratorOf(conversationId);
        this.deskEvents = addresses.deskEvents();
        this.edge = edge;
    }

    /** Fails when the conversation isn't taken. */
    Future<Void> begin(Map<String, String> variables, Instant at) {
        ToConversation begin = new ToConversation.Begin(conversationId, Channel.VOICE, edge, variables, null, at);
        return bus.<Object>request(address, begin, WITHIN)
                .compose(reply -> reply.body() instanceof Ok
                        ? Future.succeededFuture()
                        : Future.failedFuture("conversation refused: " + reply.body()));
    }

    void heard(String text, double confidence, Source source, Instant endedAt) {
        bus.send(
                address,
                new ToConversation.UtteranceHeard(conversationId, text, confidence, source, null, null, endedAt));
    }

    void partial(String text) {
        bus.publish(deskEvents, new DeskEvent.PartialHeard(conversationId, text));
    }

    void speechStarted(Instant at) {
        bus.send(address, new ToConversation.SpeechStarted(conversationId, at));
    }

    void nothingUnderstood(Instant at) {
        bus.send(address, new ToConversation.NothingUnderstood(conversationId, at));
    }

    void speechFinished(long speechId, boolean completed, String heard, Instant at) {
        bus.send(address, new ToConversation.SpeechFinished(conversationId, speechId, completed, heard, at));
    }

    void transferFailed(String target, Instant at) {
        bus.send(address, new ToConversation.TransferFailed(conversationId, target, at));
    }

    void gone(Termination termination, Instant at) {
        bus.send(address, new ToConversation.Gone(conversationId, termination.code(), at));
    }
}
