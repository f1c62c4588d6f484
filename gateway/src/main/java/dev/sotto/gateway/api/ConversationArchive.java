package dev.sotto.gateway.api;

import dev.sotto.orchestrator.message.ConversationView;
import io.vertx.core.Future;
import java.util.Optional;

/** Conversations that no orchestrator holds any more, told from the journal. */
public interface ConversationArchive {
    /** Empty when there never was one. Completes on the caller's context. */
    Future<Optional<ConversationView>> find(String conversationId);
}
