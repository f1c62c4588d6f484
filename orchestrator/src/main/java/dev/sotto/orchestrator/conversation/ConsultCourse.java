package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.VariablePaths;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The course of a consult as the conversation goes through it: asked, seen, answered or not, withdrawn. */
final class ConsultCourse {
    private static final int OPEN_LIMIT = 4;

    private ConsultCourse() {}

    /** A task has come to a place where a person is asked. */
    static void open(Move move, Frame frame, ConsultPoint point) {
        if (!Foresight.arrive(move, frame, point)) {
            request(move, frame, point, point.skill(), 0, point.answerWithin());
        }
        boolean said = frame.at() > 0 && frame.task().program().ops().get(frame.at() - 1) instanceof Op.Say;
        boolean decided = move.answers.stream()
                .anyMatch(early -> early.guidanceId()
                        .equals(Objects.requireNonNull(move.frame).consult()));
        if (!said && !decided) {
            // the task has no words of its own for what happens now
            move.say(Phrases.checking(asked(move) - 1), "consult " + point.name() + " is open");
        }
    }

    /** How many questions of tasks there have been; only drafted ones and messages under review don't count. */
    static int asked(Move move) {
        return (int) move.consults.stream()
                .filter(consult -> consult.point() != null && !consult.isLikely())
                .count();
    }

    static void request(Move move, Frame frame, ConsultPoint point, String skill, int step, Duration within) {
        GuidanceRequest request = RequestWriter.forTask(move, frame, point, skill, within);
        move.consults.add(OpenConsult.asked(request, point, step, move.now));
        move.frame = frame.consulting(request.id());
        move.effect(new Effect.RequestGuidance(request));
    }

    /** Something that neither tasks nor knowledge cover: a person is asked what to say. */
    static void askFreely(Move move, String question) {
        List<OpenConsult> open =
                move.consults.stream().filter(OpenConsult::isWaitedFor).toList();
        if (open.stream().anyMatch(consult -> consult.request().question().equals(question))) {
            move.say(Phrases.STILL_ASKING, "asked before");
            return;
        }
        if (open.size() >= OPEN_LIMIT) {
            move.say(Phrases.ENOUGH_ASKED, "limit of open consults");
            return;
        }
        GuidanceRequest request = RequestWriter.free(move, question);
        move.consults.add(OpenConsult.asked(request, null, 0, move.now));
        move.effect(new Effect.RequestGuidance(request));
        long before = move.consults.stream()
                .filter(consult -> consult.point() == null)
                .count();
        move.say(Phrases.findOut((int) before - 1), "instruction consult is open");
    }

    static void noted(Move move, Event.GuidanceNoted event) {
        OpenConsult consult = move.consult(event.guidanceId());
        if (consult == null || !consult.isOpen()) {
            return;
        }
        boolean known = consult.present() == 0;
        OpenConsult noted = consult.available(event.availableAgents(), event.presentAgents());
        move.replace(noted);
        Op.OnTimeout policy = noted.policy();
        boolean elsewhere = policy != null && policy.policy() == TimeoutPolicy.NEXT_SKILL;
        if (noted.isWaitedFor() && noted.present() == 0 && move.serving()) {
            if (elsewhere) {
                nobodyCame(move, noted);
            } else if (!known) {
                Patience.reassure(move);
            }
        }
    }

    /** Nobody who could answer is there: what the file says happens without waiting for its time. */
    static void nobodyCame(Move move, OpenConsult consult) {
        move.effect(new Effect.WithdrawGuidance(consult.id(), WithdrawReason.NOBODY_THERE));
        unanswered(move, consult);
    }

    static void seen(Move move, Event.GuidanceSeen event) {
        OpenConsult consult = move.consult(event.guidanceId());
        if (consult != null && consult.isOpen()) {
            move.replace(consult.state(event.accepted() ? GuidanceState.ACCEPTED : GuidanceState.OFFERED));
        }
    }

    static void typed(Move move, Event.GuidanceTyped event) {
        OpenConsult consult = move.consult(event.guidanceId());
        if (consult != null && consult.isOpen()) {
            move.replace(consult.beingTyped());
        }
    }

    /** An answer counts at once, unless the caller is speaking: then it waits for the end of their turn. */
    static void answered(Move move, Event.GuidanceAnswered event) {
        OpenConsult consult = move.consult(event.guidanceId());
        if (consult == null || !consult.isOpen() || move.stage.ended()) {
            return;
        }
        boolean waiting =
                move.answers.stream().anyMatch(other -> other.guidanceId().equals(event.guidanceId()));
        if (waiting || consult.early() != null) {
            return;
        }
        move.decision = event;
        if (consult.isLikely() && event.answer().answer() != AnswerKind.TAKE_OVER) {
            move.replace(consult.decidedEarly(event));
            return;
        }
        if (move.thinking != null || (move.voice() && move.floor.callerSpeaking())) {
            move.answers.add(event);
            return;
        }
        apply(move, consult, event);
    }

    /** Works in what had to wait. */
    static void deferred(Move move) {
        while (!move.answers.isEmpty() && move.thinking == null && !move.floor.callerSpeaking()) {
            Event.GuidanceAnswered event = move.answers.remove(0);
            OpenConsult consult = move.consult(event.guidanceId());
            if (consult != null && consult.isOpen()) {
                apply(move, consult, event);
            }
        }
    }

    private static void apply(Move move, OpenConsult consult, Event.GuidanceAnswered event) {
        AnswerKind answer = event.answer().answer();
        move.close(consult, answer == AnswerKind.DECLINE ? GuidanceState.DECLINED : GuidanceState.ANSWERED);
        if (answer == AnswerKind.TAKE_OVER) {
            Handover.take(move, event.answer().agent());
            return;
        }
        if (consult.draft() != null) {
            Approver.decided(move, consult, event.answer());
            return;
        }
        if (ModelConsults.answered(move, consult, event)) {
            return;
        }
        if (consult.point() == null) {
            FreeAnswer.apply(move, consult, event);
            return;
        }
        Frame frame = waitingFor(move, consult.id());
        if (frame != null) {
            forward(move, frame);
            Decisions.apply(move, consult, consult.point(), event);
        }
    }

    static void worded(Move move, Event.Worded event) {
        Event.GuidanceAnswered answer = move.wording.stream()
                .filter(waiting -> waiting.guidanceId().equals(event.guidanceId()))
                .findFirst()
                .orElse(null);
        OpenConsult consult = move.consult(event.guidanceId());
        if (answer == null || consult == null) {
            return;
        }
        move.wording.remove(answer);
        if (consult.point() == null) {
            FreeAnswer.say(move, consult, event.text(), answer.answer().agent());
            return;
        }
        Frame frame = waitingFor(move, consult.id());
        if (frame != null) {
            forward(move, frame);
            Decisions.worded(move, consult, consult.point(), answer, event.text());
        }
    }

    static void expired(Move move, Event.GuidanceExpired event) {
        OpenConsult consult = move.consult(event.guidanceId());
        if (consult == null || !consult.isOpen()) {
            return;
        }
        unanswered(move, consult);
    }

    private static void unanswered(Move move, OpenConsult consult) {
        move.close(consult, GuidanceState.EXPIRED);
        if (consult.isLikely()) {
            return;
        }
        if (consult.draft() != null) {
            Approver.expired(move, consult);
            return;
        }
        if (ModelConsults.expired(move, consult)) {
            return;
        }
        if (consult.point() == null) {
            FreeAnswer.expired(move);
            return;
        }
        Frame frame = waitingFor(move, consult.id());
        if (frame != null) {
            forward(move, frame);
            Policies.apply(move, consult, consult.point());
        }
    }

    static void withdraw(Move move, OpenConsult consult, WithdrawReason reason) {
        if (consult.isOpen()) {
            move.close(consult, GuidanceState.WITHDRAWN);
            move.effect(new Effect.WithdrawGuidance(consult.id(), reason));
            move.answers.removeIf(answer -> answer.guidanceId().equals(consult.id()));
        }
    }

    static void withdrawAll(Move move, WithdrawReason reason) {
        List.copyOf(move.consults).forEach(consult -> withdraw(move, consult, reason));
    }

    private static @Nullable Frame waitingFor(Move move, String guidanceId) {
        if (move.frame != null && guidanceId.equals(move.frame.consult())) {
            return move.frame;
        }
        return move.paused.stream()
                .filter(frame -> guidanceId.equals(frame.consult()))
                .findFirst()
                .orElse(null);
    }

    /** The task that was answered comes to the front; when the talk had moved on, its name is said. */
    private static void forward(Move move, Frame frame) {
        if (move.frame != frame) {
            move.bringForward(frame);
            move.lead = Phrases.about(frame.task().title());
        } else if (move.aside) {
            move.lead = Phrases.about(frame.task().title());
        }
        move.aside = false;
    }

    /** True for a task that says the answer's text itself; a reason is not it. */
    static boolean saysAnswer(Frame frame) {
        return frame.task().program().ops().stream()
                .anyMatch(op ->
                        op instanceof Op.Say say && VariablePaths.of(say.text()).contains(List.of("answer", "text")));
    }

    static boolean asksForWords(ConsultKind kind) {
        return kind == ConsultKind.INSTRUCTION;
    }
}
