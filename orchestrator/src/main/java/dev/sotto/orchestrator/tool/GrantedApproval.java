package dev.sotto.orchestrator.tool;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody allowed: one tool with exactly these arguments, once.
 *
 * @param grantedBy the agent, or the name of the rule that allowed it
 * @param guidanceId the request it answers, or a name for the call that a rule allowed; there is one approval for each
 */
public record GrantedApproval(
        String conversationId,
        String tool,
        Map<String, Object> with,
        String grantedBy,
        String guidanceId,
        Instant expiresAt) {

    /** What a task file's own rule allows, without a person: one approval for each call. */
    public static GrantedApproval byRule(ToolCall call, String rule, Instant expiresAt) {
        return new GrantedApproval(
                call.conversationId(), call.tool(), call.with(), "rule: " + rule, "rule for " + call.id(), expiresAt);
    }
}
