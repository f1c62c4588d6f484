package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import dev.sotto.orchestrator.task.Template;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Silence has a policy: what the task says happens when no person answers. */
final class Policies {
    private Policies() {}

    static void apply(Move move, OpenConsult consult, ConsultPoint point) {
        Frame frame = Objects.requireNonNull(move.frame);
        OnTimeout policy = consult.policy();
        if (policy == null) {
            Outbound.promise(move, frame, consult, null);
            return;
        }
        switch (policy.policy()) {
            case ASK_CALLER -> askCaller(move, frame, policy);
            case DECLINE -> decline(move, point, policy, frame);
            case CALL_BACK -> Outbound.promise(move, frame, consult, policy);
            case NEXT_SKILL -> nextSkill(move, frame, consult, point, policy);
            case TRANSFER -> transfer(move, frame, policy);
            case ACCEPT -> accept(move, frame, consult, policy);
        }
    }

    private static void askCaller(Move move, Frame frame, OnTimeout policy) {
        if (policy.ask() != null) {
            // the caller's own answer stands in for the person's: the task goes on behind the consult
            say(move, frame, policy.say(), "", "nobody answered: ask the caller");
            move.frame = frame.with(policy.ask(), null)
                    .with("answer", Map.of("kind", "caller", "choice", 0, "label", "", "text", "", "reason", ""));
            TaskRun.question(move, Objects.requireNonNull(move.frame), policy.ask());
            return;
        }
        say(move, frame, policy.say(), Phrases.KEEP_TRYING, "nobody answered: ask the caller");
        move.frame = frame.asking(Asking.of(""));
        move.asked = true;
    }

    /** The caller has said whether we shall go on trying. */
    static void callerDecided(Move move, Frame frame, boolean tryAgain) {
        if (Outbound.decided(move, frame, tryAgain)) {
            return;
        }
        OpenConsult consult = frame.consult() == null ? null : move.consult(frame.consult());
        if (consult == null) {
            // asked whether to go on with it after a person had taken over
            resume(move, frame, tryAgain);
            return;
        }
        if (consult.point() == null) {
            return;
        }
        if (tryAgain) {
            ConsultPoint point = consult.point();
            ConsultCourse.request(
                    move, frame.asking(null), point, consult.request().skill(), consult.step(), point.answerWithin());
            move.say(Phrases.checking(ConsultCourse.asked(move) - 1), "asked again for the caller");
        } else {
            endWith(move, frame, null, Phrases.STOPPED, "the caller won't wait");
        }
    }

    private static void resume(Move move, Frame frame, boolean goOn) {
        if (goOn) {
            move.frame = frame.asking(null);
            TaskRun.advance(move);
        } else {
            endWith(move, frame, null, Phrases.STOPPED, "not taken up again after a person had taken over");
        }
    }

    /** The caller has answered in the person's place. */
    static void callerAnswered(Move move, Frame frame, Object value) {
        Map<String, Object> answer =
                Map.of("kind", "caller", "choice", 0, "label", "", "text", String.valueOf(value), "reason", "");
        move.frame = frame.with("answer", answer).next();
        TaskRun.advance(move);
    }

    private static void decline(Move move, ConsultPoint point, OnTimeout policy, Frame frame) {
        if (policy.say() != null) {
            endWith(move, frame, policy.say(), Phrases.DECLINED, "nobody answered: declined");
            return;
        }
        GuidanceAnswer nobody = new GuidanceAnswer(AnswerKind.DECLINE, 0, "", "nobody", move.now);
        Decisions.decline(move, point, nobody, "");
    }

    private static void nextSkill(Move move, Frame frame, OpenConsult consult, ConsultPoint point, OnTimeout policy) {
        say(move, frame, policy.say(), "", "nobody answered: next skill");
        Duration within = policy.within() == null ? point.answerWithin() : policy.within();
        ConsultCourse.request(move, frame, point, Objects.requireNonNull(policy.skill()), consult.step() + 1, within);
    }

    private static void transfer(Move move, Frame frame, OnTimeout policy) {
        say(move, frame, policy.say(), "", "nobody answered: transfer");
        Template target = policy.target();
        if (target != null) {
            move.effect(TaskRun.transfer(move, frame, target, Map.of()));
        }
        move.frame = null;
    }

    private static void accept(Move move, Frame frame, OpenConsult consult, OnTimeout policy) {
        String rule = "on_timeout: " + TimeoutPolicy.ACCEPT.name().toLowerCase(java.util.Locale.ROOT);
        say(move, frame, policy.say(), "", rule);
        GuidanceRequest.Approval approval = consult.request().approval();
        Frame accepted = frame;
        if (consult.request().kind() == ConsultKind.APPROVAL && approval != null) {
            accepted = frame.granted(approval.tool(), new Grant(approval.with(), null, null, rule))
                    .with("approved", approval.with());
        }
        Map<String, Object> answer = Map.of("kind", "timeout", "choice", 0, "label", "", "text", "", "reason", "");
        move.frame = accepted.with("answer", answer).next();
        TaskRun.advance(move);
    }

    static void endWith(Move move, Frame frame, @Nullable Template say, String otherwise, String why) {
        say(move, frame, say, otherwise, why);
        TaskRun.finish(move);
    }

    private static void say(Move move, Frame frame, @Nullable Template say, String otherwise, String why) {
        move.say(say == null ? otherwise : say.render(TaskRun.scope(move, frame)), why);
    }
}
