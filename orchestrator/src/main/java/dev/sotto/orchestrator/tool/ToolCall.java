package dev.sotto.orchestrator.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is wanted. The arguments are copied: what is checked is what is sent.
 *
 * @param id unique for this call and the same when it is tried again after a crash: it is the idempotency key
 * @param customer whom it is for, as the request for approval said
 * @param token the approval it runs under; null for tools that aren't gated
 */
public record ToolCall(
        String id,
        String conversationId,
        String customer,
        String tool,
        Map<String, Object> with,
        @Nullable String token) {

    public ToolCall {
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }

    /** The same call under an approval. */
    public ToolCall under(String approval) {
        return new ToolCall(id, conversationId, customer, tool, with, approval);
    }

    /** Without arguments and token: it may end up in a log. */
    @Override
    public String toString() {
        return "ToolCall[" + id + ", " + tool + "]";
    }
}
