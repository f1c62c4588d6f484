package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests for tests of the desk. */
final class Cards {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration OFFER = Duration.ofSeconds(15);

    private Cards() {}

    static Card card(String id, String skill, Duration answerWithin) {
        return Card.asked(request(id, skill, answerWithin, ConsultKind.APPROVAL));
    }

    static GuidanceAnswer approvedBy(String agent) {
        return new GuidanceAnswer(AnswerKind.APPROVE, 0, "", agent, NOON);
    }

    static GuidanceRequest request(String id, String skill, Duration answerWithin, ConsultKind kind) {
        boolean approval = kind == ConsultKind.APPROVAL;
        return new GuidanceRequest(
                id,
                "c-" + id,
                "voice",
                "refund",
                "approve",
                kind,
                "Refund?",
                "a refund",
                List.of(),
                List.of(),
                List.of(
                        proposal("Approve", AnswerKind.APPROVE, null),
                        proposal("Decline", AnswerKind.DECLINE, null),
                        proposal("Half", AnswerKind.APPROVE, Map.of("amount", new BigDecimal("64.50"))),
                        proposal("Say sorry", AnswerKind.INSTRUCT, null)),
                approval
                        ? new GuidanceRequest.Approval(
                                "orders.refund", Map.of("number", "482913", "amount", new BigDecimal("129.00")))
                        : null,
                skill,
                NOON,
                OFFER,
                NOON.plus(answerWithin),
                GuidanceRequest.Terms.PLAIN);
    }

    private static GuidanceRequest.Proposal proposal(String label, AnswerKind kind, Map<String, Object> with) {
        return new GuidanceRequest.Proposal(label, kind, label, "task", null, with);
    }
}
