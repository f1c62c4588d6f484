package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import java.util.List;

/** Answers to questions that belong to no task, and what people whisper unasked. */
final class FreeAnswer {
    private FreeAnswer() {}

    static void apply(Move move, OpenConsult consult, Event.GuidanceAnswered event) {
        GuidanceAnswer answer = event.answer();
        String text = text(consult.request(), answer);
        if (answer.answer() == AnswerKind.DECLINE) {
            move.say(
                    text.isEmpty() ? Phrases.DECLINED : Phrases.DECLINED + " " + sentence(text),
                    "declined by " + answer.agent());
            onwards(move);
        } else if (answer.answer() == AnswerKind.EDIT) {
            say(move, consult, text, answer.agent());
        } else {
            move.wording.add(event);
            move.effect(new Effect.Word(consult.id(), text, consult.request().summary()));
        }
    }

    static void say(Move move, OpenConsult consult, String text, String agent) {
        boolean askedMore = move.consults.stream()
                .anyMatch(other -> other.point() == null && other.since().isAfter(consult.since()));
        boolean movedOn = !consult.request().excerpt().isEmpty() && (askedMore || linesSince(move, consult) > 2);
        String lead = movedOn ? "About your question earlier: " : "";
        move.person(lead + text, "answer of " + agent + " to " + consult.id());
        if (!text.endsWith("?")) {
            onwards(move);
        }
        move.asked = true;
    }

    static void expired(Move move) {
        move.say(Phrases.NO_ANSWER, "nobody answered");
        onwards(move);
    }

    /** An instruction that nobody asked for is worded like an answer; it has an id of its own. */
    static void whispered(Move move, Event.AgentSaid event) {
        if (!move.serving()) {
            return;
        }
        GuidanceRequest request = RequestWriter.whisper(move, event.text());
        OpenConsult consult = OpenConsult.asked(request, null, 0, move.now).state(GuidanceState.ANSWERED);
        move.consults.add(consult);
        GuidanceAnswer answer = new GuidanceAnswer(AnswerKind.INSTRUCT, 0, event.text(), event.agent(), event.at());
        move.wording.add(new Event.GuidanceAnswered(request.id(), answer, null, event.at()));
        move.effect(new Effect.Word(request.id(), event.text(), ""));
    }

    private static void onwards(Move move) {
        Frame frame = move.frame;
        if (frame == null) {
            if (move.consults.stream().noneMatch(OpenConsult::isWaitedFor)) {
                move.say(move.playbook.persona().anythingElse(), "question answered");
                move.anythingElse = true;
                move.asked = true;
            }
        } else {
            Dialogue.prompt(move);
        }
    }

    private static long linesSince(Move move, OpenConsult consult) {
        return move.transcript.stream()
                .filter(line -> line.from() == Party.CUSTOMER && line.at().isAfter(consult.since()))
                .count();
    }

    private static String text(GuidanceRequest request, GuidanceAnswer answer) {
        List<GuidanceRequest.Proposal> proposals = request.proposals();
        if (answer.text().isBlank() && answer.choice() >= 1 && answer.choice() <= proposals.size()) {
            return proposals.get(answer.choice() - 1).label();
        }
        return answer.text().strip();
    }

    static String sentence(String text) {
        String clean = text.strip();
        if (clean.isEmpty()) {
            return clean;
        }
        String capital = Character.toUpperCase(clean.charAt(0)) + clean.substring(1);
        return capital.matches(".*[.!?]$") ? capital : capital + ".";
    }
}
