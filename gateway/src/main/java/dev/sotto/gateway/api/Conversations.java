package dev.sotto.gateway.api;

import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Problem;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.replay.Course;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;

/** Finds a conversation wherever it is: at its owner while it lives, in the archive afterwards. */
public final class Conversations {
    private final Bus bus;
    private final ConversationArchive archive;

    public Conversations(Bus bus, ConversationArchive archive) {
        this.bus = bus;
        this.archive = archive;
    }

    /** Fails with {@link Problem} 404 when there never was one. */
    public Future<ConversationView> find(String id) {
        return bus.ask(new ToConversation.Read(id), ConversationView.class)
                .recover(failure -> isNotFound(failure) ? archived(id) : Future.failedFuture(failure));
    }

    /** The journal and what followed from it. Fails with {@link Problem} 404 when there never was such a conversation. */
    Future<Course> course(String id) {
        return archive.course(id)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Problem.notFound("No such conversation"))));
    }

    /** Asks the owner; when there is none any more, tells "over" (409) from "never was" (404). */
    public <T> Future<T> ask(ToConversation message, Class<T> reply) {
        return bus.ask(message, reply)
                .recover(
                        failure -> isNotFound(failure) ? over(message.conversationId()) : Future.failedFuture(failure));
    }

    private <T> Future<T> over(String id) {
        return archived(id)
                .compose(view -> Future.failedFuture(Problem.conflict("ended", "This conversation is over")));
    }

    private Future<ConversationView> archived(String id) {
        return archive.find(id)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Problem.notFound("No such conversation"))));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof Problem problem && problem.status() == HttpResponseStatus.NOT_FOUND.code();
    }
}
