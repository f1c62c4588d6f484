package dev.sotto.gateway.http;

import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.replay.Consequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One of each kind of consequence. */
final class EveryConsequence {
    private EveryConsequence() {}

    static List<Consequence> of(String id) {
        String guidance = id + "-g1";
        return List.of(
                new Consequence.Said(1, "assistant", "Hello.", "greeting", true),
                new Consequence.Blocked("It is refunded.", "its claim has no cause", true),
                new Consequence.ToolWanted(
                        id + "-t1", "orders.refund", Map.of("amount", new BigDecimal("129.00")), guidance, null),
                new Consequence.GuidanceRequested(request(id, guidance)),
                new Consequence.GuidancePromoted(request(id, guidance)),
                new Consequence.ApprovalVoided(guidance, "the order was cancelled"),
                new Consequence.GuidanceWithdrawn(guidance, WithdrawReason.CANCELLED),
                new Consequence.PolicyApplied(guidance, "approve_refund", TimeoutPolicy.CALL_BACK, 0),
                new Consequence.TakenOver("ada"),
                new Consequence.HandedBack("ada"),
                new Consequence.Transferred("sip:desk@shop"),
                new Consequence.HungUp("completed"));
    }

    private static GuidanceRequest request(String id, String guidance) {
        return new GuidanceRequest(
                guidance,
                id,
                "chat",
                "refund",
                "approve_refund",
                ConsultKind.APPROVAL,
                "Refund?",
                "",
                List.of(),
                List.of(),
                List.of(),
                null,
                "billing",
                Instant.EPOCH,
                Duration.ofSeconds(15),
                Instant.EPOCH,
                GuidanceRequest.Terms.PLAIN);
    }
}
