package dev.sotto.orchestrator.tool;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody allowed: one tool with exactly these arguments, once.
 *
 * @param grantedBy the agent, or the name of the rule that allowed it
 * @param guidanceId the request it answers; there is one approval for each
 */
public record GrantedApproval(
        String conversationId,
        String tool,
        Map<String, Object> with,
        String grantedBy,
        String guidanceId,
        Instant expiresAt) {}
