package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person's decision makes a task do. */
final class Decisions {
    private Decisions() {}

    static void apply(Move move, OpenConsult consult, ConsultPoint point, Event.GuidanceAnswered event) {
        GuidanceAnswer answer = event.answer();
        GuidanceRequest.Proposal proposal = proposal(consult.request(), answer);
        AnswerKind decision = decision(answer, proposal);
        switch (decision) {
            case APPROVE -> approve(move, consult, point, event);
            case DECLINE -> decline(move, point, answer, reason(answer, proposal));
            case CHOOSE -> choose(move, consult, point, answer, proposal);
            default -> instruct(move, consult, point, event);
        }
    }

    private static AnswerKind decision(GuidanceAnswer answer, GuidanceRequest.@Nullable Proposal proposal) {
        boolean chosen = answer.answer() == AnswerKind.CHOOSE || answer.answer() == AnswerKind.EDIT;
        return chosen && proposal != null ? proposal.decision() : answer.answer();
    }

    private static void approve(Move move, OpenConsult consult, ConsultPoint point, Event.GuidanceAnswered event) {
        boolean opens = consult.request().approval() != null && event.token() != null;
        if (opens && !point.rechecks().isEmpty() && !move.rehearsal) {
            Recheck.begin(move, Objects.requireNonNull(move.frame), consult, event);
        } else {
            approved(move, consult, event);
        }
    }

    /** The approval holds: the task goes on with it. */
    static void approved(Move move, OpenConsult consult, Event.GuidanceAnswered event) {
        GuidanceRequest.Proposal proposal = proposal(consult.request(), event.answer());
        Frame frame = Objects.requireNonNull(move.frame);
        GuidanceRequest.Approval approval = consult.request().approval();
        if (approval != null && event.token() != null) {
            Map<String, Object> with = proposal != null && proposal.with() != null ? proposal.with() : approval.with();
            frame = frame.granted(approval.tool(), new Grant(with, event.token(), consult.id(), null))
                    .with("approved", with);
        }
        goOn(move, frame, consult, event.answer(), proposal, "");
    }

    private static void choose(
            Move move,
            OpenConsult consult,
            ConsultPoint point,
            GuidanceAnswer answer,
            GuidanceRequest.@Nullable Proposal proposal) {
        if (point.kind() == ConsultKind.APPROVAL) {
            // it was chosen, but it approves nothing: the tool stays shut
            decline(move, point, answer, proposal == null ? answer.text() : proposal.label());
            return;
        }
        goOn(move, Objects.requireNonNull(move.frame), consult, answer, proposal, "");
    }

    private static void instruct(Move move, OpenConsult consult, ConsultPoint point, Event.GuidanceAnswered event) {
        GuidanceRequest.Proposal named = named(consult.request(), event.answer().text());
        if (point.kind() == ConsultKind.CLARIFICATION && named != null) {
            goOn(move, Objects.requireNonNull(move.frame), consult, event.answer(), named, "");
            return;
        }
        move.wording.add(event);
        move.effect(new Effect.Word(
                consult.id(), event.answer().text(), consult.request().question()));
    }

    /** The instruction is worded: it is said, unless the task says it itself; an approval it is not. */
    static void worded(Move move, OpenConsult consult, ConsultPoint point, Event.GuidanceAnswered event, String text) {
        Frame frame = Objects.requireNonNull(move.frame);
        String why = "instruction of " + event.answer().agent() + " to " + consult.id();
        if (point.kind() == ConsultKind.APPROVAL) {
            move.person(text, why);
            TaskRun.finish(move);
            return;
        }
        if (!ConsultCourse.saysAnswer(frame)) {
            move.person(text, why);
        }
        goOn(move, frame, consult, event.answer(), null, text);
    }

    static void decline(Move move, ConsultPoint point, GuidanceAnswer answer, String reason) {
        Frame frame =
                Objects.requireNonNull(move.frame).with("answer", answer(answer, answer.choice(), "", "", reason));
        if (point.onDecline() >= 0) {
            move.frame = frame.at(point.onDecline());
            TaskRun.advance(move);
            return;
        }
        String why = "declined by " + answer.agent();
        move.say(reason.isEmpty() ? Phrases.DECLINED : Phrases.DECLINED + " " + FreeAnswer.sentence(reason), why);
        TaskRun.finish(move);
    }

    private static void goOn(
            Move move,
            Frame frame,
            OpenConsult consult,
            GuidanceAnswer answer,
            GuidanceRequest.@Nullable Proposal proposal,
            String worded) {
        int choice = proposal == null ? 0 : consult.request().proposals().indexOf(proposal) + 1;
        String chosen = proposal == null ? "" : proposal.label();
        move.frame =
                frame.with("answer", answer(answer, choice, chosen, worded, "")).next();
        TaskRun.advance(move);
    }

    /** What task files read as {@code answer}. */
    private static Map<String, Object> answer(
            GuidanceAnswer answer, int choice, String chosen, String worded, String reason) {
        Map<String, Object> values = new HashMap<>();
        values.put("kind", answer.answer().name().toLowerCase(Locale.ROOT));
        values.put("choice", choice);
        values.put("label", chosen);
        values.put("text", !worded.isEmpty() ? worded : answer.text().isBlank() ? chosen : answer.text());
        values.put("reason", reason);
        values.put("agent", answer.agent());
        return Map.copyOf(values);
    }

    private static String reason(GuidanceAnswer answer, GuidanceRequest.@Nullable Proposal proposal) {
        if (!answer.text().isBlank()) {
            return answer.text().strip();
        }
        return proposal == null || proposal.reason() == null ? "" : proposal.reason();
    }

    private static GuidanceRequest.@Nullable Proposal proposal(GuidanceRequest request, GuidanceAnswer answer) {
        List<GuidanceRequest.Proposal> proposals = request.proposals();
        return answer.choice() >= 1 && answer.choice() <= proposals.size() ? proposals.get(answer.choice() - 1) : null;
    }

    private static GuidanceRequest.@Nullable Proposal named(GuidanceRequest request, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return request.proposals().stream()
                .filter(proposal -> proposal.label().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
