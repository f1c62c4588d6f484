package dev.sotto.orchestrator.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gated tool may be called with, once: a person's approval or the task file's own rule.
 *
 * @param with the exact arguments
 * @param token a person's; null for a rule
 * @param guidanceId the request that the person answered; null for a rule
 * @param rule the condition in the file, or the timeout policy; null for a person
 */
public record Grant(
        Map<String, Object> with,
        @Nullable String token,
        @Nullable String guidanceId,
        @Nullable String rule) {
    /** Without arguments and token: it may end up in a log. */
    @Override
    public String toString() {
        return rule == null ? "Grant[" + guidanceId + "]" : "Grant[by rule]";
    }
}
