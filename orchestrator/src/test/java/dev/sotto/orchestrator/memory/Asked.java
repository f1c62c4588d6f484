package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.consult.GuidanceRequest.Terms;
import dev.sotto.orchestrator.consult.Risk;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests and answers for tests of the memory. */
public final class Asked {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Asked() {}

    /** A question that belongs to no task, as the machine writes it. */
    public static GuidanceRequest freely(String question) {
        return freely(question, Instant.now());
    }

    public static GuidanceRequest freely(String question, Instant at) {
        return request(
                "",
                "",
                ConsultKind.INSTRUCTION,
                "The caller asks: “" + question + "”. What shall I tell them?",
                question,
                List.of(),
                List.of(),
                null,
                at,
                learning(Risk.LOW));
    }

    /** A task's clarification with facts. */
    public static GuidanceRequest damaged(String item, String broke, String boxed, String total) {
        return request(
                "damaged_item",
                "damaged",
                ConsultKind.CLARIFICATION,
                "Damaged: " + item + ", order 482913. Replace, repair or refund?",
                "Caller wants help",
                List.of(
                        new Fact("Item", item),
                        new Fact("Total", total),
                        new Fact("What broke", broke),
                        new Fact("In its box", boxed)),
                List.of(choice("Replace it"), choice("Repair it"), choice("Refund it")),
                null,
                Instant.now(),
                learning(Risk.MEDIUM));
    }

    /** An approval that the task file lets be learned from, or not. */
    public static GuidanceRequest refund(boolean learns, Risk risk, int approvals) {
        return request(
                "refund",
                "approve_refund",
                ConsultKind.APPROVAL,
                "Refund $20.00 for order 482913?",
                "Caller wants a refund",
                List.of(new Fact("Total", "$20.00"), new Fact("Days", "3")),
                List.of(
                        new Proposal("Approve", AnswerKind.APPROVE, "", "task", null, null),
                        new Proposal("Decline: too late", AnswerKind.DECLINE, "", "task", "too late", null)),
                new GuidanceRequest.Approval("orders.refund", Map.of("amount", new BigDecimal("20.00"))),
                Instant.now(),
                new Terms("c", risk, approvals, false, learns, null));
    }

    private static Proposal choice(String label) {
        return new Proposal(label, AnswerKind.CHOOSE, "", "task", null, null);
    }

    private static Terms learning(Risk risk) {
        return new Terms("c", risk, 1, false, true, null);
    }

    private static GuidanceRequest request(
            String task,
            String point,
            ConsultKind kind,
            String question,
            String summary,
            List<Fact> facts,
            List<Proposal> proposals,
            GuidanceRequest.@Nullable Approval approval,
            Instant at,
            Terms terms) {
        String id = UUID.randomUUID().toString();
        return new GuidanceRequest(
                id,
                "conversation-" + id,
                "voice",
                task,
                point,
                kind,
                question,
                summary,
                List.of(),
                facts,
                proposals,
                approval,
                "",
                at,
                Duration.ofSeconds(30),
                at.plusSeconds(600),
                terms);
    }

    static GuidanceRequest heard(GuidanceRequest request, List<String> customer, List<Fact> facts) {
        List<GuidanceRequest.Excerpt> excerpt = new ArrayList<>();
        customer.forEach(text -> excerpt.add(new GuidanceRequest.Excerpt("customer", text, NOON, null)));
        return new GuidanceRequest(
                request.id(),
                request.conversationId(),
                request.channel(),
                request.task(),
                request.point(),
                request.kind(),
                request.question(),
                request.summary(),
                excerpt,
                facts,
                request.proposals(),
                request.approval(),
                request.skill(),
                request.createdAt(),
                request.offerWithin(),
                request.answerBy(),
                request.terms());
    }

    static GuidanceAnswer said(String agent, String text) {
        return new GuidanceAnswer(AnswerKind.INSTRUCT, 0, text, agent, NOON);
    }

    static GuidanceAnswer chose(String agent, int choice) {
        return new GuidanceAnswer(AnswerKind.CHOOSE, choice, "", agent, NOON);
    }

    /** A remembered answer with a vector of its own: equal directions are like questions. */
    static Remembered remembered(GuidanceRequest request, GuidanceAnswer answer, float[] direction, Instant at) {
        Given given = Given.of(request, answer);
        return new Remembered(
                request.id(),
                request.conversationId(),
                Question.of(request),
                Vector.of(direction),
                given,
                Discretion.mayTell(given.text(), request),
                answer.agent(),
                at,
                null);
    }
}
