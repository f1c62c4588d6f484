package dev.sotto.orchestrator.tool;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is wanted.
 *
 * @param id unique for this call and the same when it is tried again after a crash: it is the idempotency key
 * @param token the approval it runs under; null for tools that aren't gated
 */
public record ToolCall(
        String id,
        String conversationId,
        String tool,
        Map<String, Object> with,
        @Nullable String token) {}
