package dev.sotto.orchestrator.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands.
 *
 * @param state {@code live} or {@code ended}
 * @param channel {@code voice} or {@code chat}
 * @param task name of the task being worked on, or empty
 * @param node whose edge the conversation entered by
 * @param resume the secret that a chat visitor resumes with; null on voice
 */
public record ConversationRow(
        String id,
        String state,
        String channel,
        String task,
        String node,
        @Nullable String resume,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String termination) {}
