package dev.sotto.gateway.api;

import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.replay.Course;
import io.vertx.core.Future;
import java.util.Optional;

/** Conversations that no orchestrator holds any more, told from the journal. */
public interface ConversationArchive {
    /** Empty when there never was one. Completes on the caller's context. */
    Future<Optional<ConversationView>> find(String conversationId);

    /** The journal with what followed from each entry; empty when there never was such a conversation. */
    default Future<Optional<Course>> course(String conversationId) {
        return Future.succeededFuture(Optional.empty());
    }
}
