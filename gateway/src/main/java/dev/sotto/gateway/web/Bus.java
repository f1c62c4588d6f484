package dev.sotto.gateway.web;

import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.ConversationList;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.ListConversations;
import dev.sotto.orchestrator.message.NoSuchConversation;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToCalls;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToMemory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Questions to conversations and to the guidance broker. A refusal, a timeout or an unknown conversation is a {@link Problem}. */
public final class Bus {
    private final EventBus bus;
    private final Addresses addresses;
    private final DeliveryOptions options;

    public Bus(EventBus bus, Addresses addresses, Duration timeout) {
        this.bus = bus;
        this.addresses = addresses;
        this.options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
    }

    public Addresses addresses() {
        return addresses;
    }

    public <T> Future<T> ask(ToConversation message, Class<T> reply) {
        return ask(addresses.orchestratorOf(message.conversationId()), message, reply);
    }

    public <T> Future<T> ask(ToDesk message, Class<T> reply) {
        return ask(addresses.desk(), message, reply);
    }

    public <T> Future<T> ask(ToCalls message, Class<T> reply) {
        return ask(addresses.calls(), message, reply);
    }

    public <T> Future<T> ask(ToMemory message, Class<T> reply) {
        return ask(addresses.memory(), message, reply);
    }

    /** No reply is waited for. */
    public void tell(ToConversation message) {
        bus.send(addresses.orchestratorOf(message.conversationId()), message, options);
    }

    public void tell(ToDesk message) {
        bus.send(addresses.desk(), message, options);
    }

    /** Every live conversation of this node, newest first. */
    public Future<List<ConversationView>> liveConversations() {
        var asked = IntStream.range(0, addresses.orchestrators())
                .mapToObj(n -> ask(addresses.orchestrator(n), new ListConversations(), ConversationList.class))
                .toList();
        return Future.all(asked)
                .map(all -> all.<ConversationList>list().stream()
                        .flatMap(part -> part.conversations().stream())
                        .sorted(Comparator.comparing(ConversationView::startedAt)
                                .reversed())
                        .toList());
    }

    private <T> Future<T> ask(String address, Object message, Class<T> reply) {
        return bus.request(address, message, options)
                .recover(failure -> Future.failedFuture(problemOf(failure)))
                .compose(answer -> answerOf(answer.body(), reply));
    }

    private static <T> Future<T> answerOf(Object body, Class<T> reply) {
        if (reply.isInstance(body)) {
            return Future.succeededFuture(reply.cast(body));
        }
        if (body instanceof Refused refused) {
            return Future.failedFuture(problemOf(refused));
        }
        if (body instanceof NoSuchConversation) {
            return Future.failedFuture(Problem.notFound("No such conversation"));
        }
        return Future.failedFuture(new IllegalStateException("Unexpected reply " + body.getClass()));
    }

    private static Problem problemOf(Refused refused) {
        HttpResponseStatus status = switch (refused.code()) {
            case "unknown", "not_found" -> HttpResponseStatus.NOT_FOUND;
            case "invalid" -> HttpResponseStatus.UNPROCESSABLE_ENTITY;
            case "not_allowed" -> HttpResponseStatus.FORBIDDEN;
            case "unavailable", "too_many" -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            default -> HttpResponseStatus.CONFLICT;
        };
        return new Problem(status, refused.code(), refused.reason());
    }

    private static Throwable problemOf(Throwable failure) {
        return failure instanceof ReplyException reply
                ? Problem.unavailable("Not possible right now: " + reply.failureType())
                : failure;
    }
}
