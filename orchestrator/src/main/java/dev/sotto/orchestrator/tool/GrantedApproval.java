package dev.sotto.orchestrator.tool;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody allowed: one tool with exactly these arguments, for one customer, once.
 *
 * @param grantedBy the people, each once however often they were named; or the rule that allowed it
 * @param required how many different people it takes
 * @param guidanceId the request it answers, or a name for the call that a rule allowed; there is one approval for each
 */
public record GrantedApproval(
        String conversationId,
        String customer,
        String tool,
        Map<String, Object> with,
        List<String> grantedBy,
        int required,
        String guidanceId,
        Instant expiresAt) {

    public GrantedApproval {
        grantedBy = distinct(grantedBy);
    }

    /**
     * What the people who answered a request allowed; it says how many it takes.
     *
     * @throws NullPointerException when the request asks for no approval
     */
    public static GrantedApproval byPeople(
            GuidanceRequest request, Map<String, Object> with, List<String> people, Instant expiresAt) {
        return new GrantedApproval(
                request.conversationId(),
                request.terms().customer(),
                Objects.requireNonNull(request.approval()).tool(),
                with,
                people,
                Math.max(1, request.terms().approvals()),
                request.id(),
                expiresAt);
    }

    /** What a task file's own rule allows, without a person: one approval for each call. */
    public static GrantedApproval byRule(ToolCall call, String rule, Instant expiresAt) {
        return new GrantedApproval(
                call.conversationId(),
                call.customer(),
                call.tool(),
                call.with(),
                List.of("rule: " + rule),
                1,
                "rule for " + call.id(),
                expiresAt);
    }

    boolean hasEnoughPeople() {
        return !grantedBy.isEmpty() && grantedBy.size() >= required;
    }

    /** "Ada" and "ada " are one person. */
    private static List<String> distinct(List<String> people) {
        Map<String, String> byName = new LinkedHashMap<>();
        people.stream()
                .filter(person -> !person.isBlank())
                .forEach(person -> byName.putIfAbsent(person.strip().toLowerCase(Locale.ROOT), person.strip()));
        return List.copyOf(byName.values());
    }
}
