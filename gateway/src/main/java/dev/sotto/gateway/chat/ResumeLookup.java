package dev.sotto.gateway.chat;

import dev.sotto.orchestrator.journal.ConversationRow;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Finds the conversation that a resume secret belongs to, after a restart. */
public interface ResumeLookup {
    /** Null when there is none. Completes on the caller's context. */
    Future<@Nullable ConversationRow> findByResume(String resume);
}
