package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.Risk;
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

    static GuidanceRequest forTwo(GuidanceRequest request) {
        return with(request, new GuidanceRequest.Terms("", Risk.HIGH, 2, false, false, null));
    }

    static GuidanceRequest of(GuidanceRequest request, Risk risk) {
        return with(request, new GuidanceRequest.Terms("", risk, 1, false, false, null));
    }

    static GuidanceRequest likely(GuidanceRequest request, Instant answerBy) {
        var terms = request.terms();
        return with(
                request,
                new GuidanceRequest.Terms(
                        terms.customer(), terms.risk(), terms.approvals(), true, terms.learns(), terms.draft()),
                request.channel(),
                answerBy,
                request.proposals());
    }

    static GuidanceRequest inChat(GuidanceRequest request) {
        return with(request, request.terms(), "chat", request.answerBy(), request.proposals());
    }

    static GuidanceRequest with(GuidanceRequest request, List<GuidanceRequest.Proposal> proposals) {
        return with(request, request.terms(), request.channel(), request.answerBy(), proposals);
    }

    static GuidanceRequest with(GuidanceRequest request, GuidanceRequest.Terms terms) {
        return with(request, terms, request.channel(), request.answerBy(), request.proposals());
    }

    static GuidanceRequest askedAt(GuidanceRequest request, Instant now) {
        return copy(request, request.task(), request.question(), now);
    }

    /** A question that belongs to no task. */
    static GuidanceRequest free(GuidanceRequest request, String question) {
        return copy(request, "", question, request.createdAt());
    }

    private static GuidanceRequest copy(GuidanceRequest request, String task, String question, Instant createdAt) {
        return new GuidanceRequest(
                request.id(),
                request.conversationId(),
                request.channel(),
                task,
                request.point(),
                request.kind(),
                question,
                request.summary(),
                request.excerpt(),
                request.evidence(),
                request.proposals(),
                request.approval(),
                request.skill(),
                createdAt,
                request.offerWithin(),
                request.answerBy().plus(Duration.between(request.createdAt(), createdAt)),
                request.terms());
    }

    private static GuidanceRequest with(
            GuidanceRequest request,
            GuidanceRequest.Terms terms,
            String channel,
            Instant answerBy,
            List<GuidanceRequest.Proposal> proposals) {
        return new GuidanceRequest(
                request.id(),
                request.conversationId(),
                channel,
                request.task(),
                request.point(),
                request.kind(),
                request.question(),
                request.summary(),
                request.excerpt(),
                request.evidence(),
                proposals,
                request.approval(),
                request.skill(),
                request.createdAt(),
                request.offerWithin(),
                answerBy,
                terms);
    }

    private static GuidanceRequest.Proposal proposal(String label, AnswerKind kind, Map<String, Object> with) {
        return new GuidanceRequest.Proposal(label, kind, label, "task", null, with);
    }
}
