package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.ConsultPoint;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls of ours: promised in one conversation, made in another.
 *
 * <pre>
 *   nobody answers a consult, policy call_back:  PromiseCall --> (another conversation) Began, TakenUp
 *   TakenUp: the same question again, for as long as the promise allows --answered, expired--> PlaceCall
 *   ... the phone rings ... Reached --> who we are, why we call, then the answer as in any consult
 * </pre>
 *
 * While it rings the conversation is {@link Stage.Reaching}: nothing is said, answers wait. Somebody who answers says hello
 * first; that is heard, not understood.
 */
final class Outbound {
    /** Who may be called back is said by the edge: the address, under this name. */
    static final String CALL_BACK = "call_back";

    static final String DIRECTION = "direction";
    static final String OUTBOUND = "outbound";
    static final String MACHINE = "machine";
    private static final String ABOUT = "about";
    private static final Duration WITHIN = Duration.ofHours(1);

    private Outbound() {}

    static boolean is(Map<String, String> variables) {
        return OUTBOUND.equals(variables.get(DIRECTION));
    }

    /** Nobody has answered, and the file says that we call back: a promise only where a call can be made. */
    static void promise(Move move, Frame frame, OpenConsult consult, @Nullable OnTimeout policy) {
        String to = move.variables.getOrDefault(CALL_BACK, "");
        Template say = policy == null ? null : policy.say();
        if (!move.voice()) {
            Policies.endWith(move, frame, say, Phrases.CALL_BACK, "nobody answered: call back");
        } else if (to.isEmpty() || consult.point() == null) {
            Policies.endWith(move, frame, null, Phrases.NO_CALL_BACK, "nobody answered, and no call can be made");
        } else {
            Task task = frame.task();
            Effect.PromiseCall promise = new Effect.PromiseCall(
                    consult.id(), to, task.name(), consult.point().name(), task.title(), frame.values());
            move.outreach = move.outreach.promised(promise);
            move.effect(promise);
            Policies.endWith(move, frame, say, Phrases.CALL_BACK, "nobody answered: call back");
        }
    }

    /** Before anybody has answered. */
    static void reaching(Move move, Stage.Reaching stage, Event event) {
        if (event instanceof Event.TakenUp taken) {
            takeUp(move, taken);
        } else if (event instanceof Event.GuidanceAnswered answered) {
            answered(move, answered);
        } else if (event instanceof Event.GuidanceExpired expired) {
            OpenConsult consult = move.consult(expired.guidanceId());
            if (consult != null && consult.isOpen()) {
                move.close(consult, GuidanceState.EXPIRED);
                move.effect(new Effect.PlaceCall("not decided in time"));
            }
        } else if (event instanceof Event.GuidanceNoted || event instanceof Event.GuidanceSeen) {
            shown(move, event);
        } else if (event instanceof Event.CustomerSaid said) {
            move.line(Party.CUSTOMER, said.text(), said.audio());
        } else if (event instanceof Event.SpeechFinished finished) {
            Hearing.finished(move, finished);
        } else if (event instanceof Event.Reached reached) {
            reached(move, stage, reached);
        } else if (event instanceof Event.CustomerLeft left) {
            ConsultCourse.withdrawAll(move, WithdrawReason.CALLER_GONE);
            move.stage = move.stage.toEnded(left.termination());
        } else if (event instanceof Event.Restarted) {
            ConversationMachine.askAgain(move);
            if (!move.answers.isEmpty() || move.consults.stream().noneMatch(OpenConsult::isOpen)) {
                move.effect(new Effect.PlaceCall("the process was started again"));
            }
        }
    }

    private static void shown(Move move, Event event) {
        if (event instanceof Event.GuidanceNoted noted) {
            ConsultCourse.noted(move, noted);
        } else if (event instanceof Event.GuidanceSeen seen) {
            ConsultCourse.seen(move, seen);
        }
    }

    private static void takeUp(Move move, Event.TakenUp taken) {
        if (!move.consults.isEmpty()) {
            return;
        }
        Task task = move.playbook.tasks().get(taken.task());
        int at = task == null ? -1 : place(task, taken.point());
        if (task == null || at < 0) {
            // the files have changed since: what remains is to say so
            move.effect(new Effect.PlaceCall("the question is no longer asked"));
            return;
        }
        Frame frame = Frame.begin(task, taken.values()).at(at);
        ConsultPoint point = ((Op.Consult) task.program().ops().get(at)).point();
        ConsultCourse.request(
                move, frame, point, point.skill(), point.onTimeout().size(), within(point));
    }

    private static int place(Task task, String point) {
        List<Op> ops = task.program().ops();
        for (int index = 0; index < ops.size(); index++) {
            if (ops.get(index) instanceof Op.Consult consult
                    && consult.point().name().equals(point)) {
                return index;
            }
        }
        return -1;
    }

    /** How long people have for the answer of a call that was promised. */
    private static Duration within(ConsultPoint point) {
        return point.onTimeout().stream()
                .filter(policy -> policy.policy() == TimeoutPolicy.CALL_BACK && policy.within() != null)
                .map(policy -> Objects.requireNonNull(policy.within()))
                .findFirst()
                .orElse(WITHIN);
    }

    private static void answered(Move move, Event.GuidanceAnswered event) {
        OpenConsult consult = move.consult(event.guidanceId());
        if (consult != null && consult.isOpen() && move.answers.isEmpty()) {
            move.decision = event;
            move.answers.add(event);
            move.effect(new Effect.PlaceCall("answered by " + event.answer().agent()));
        }
    }

    private static void reached(Move move, Stage.Reaching stage, Event.Reached event) {
        move.outreach = move.outreach.reached(event.at());
        move.floor = Floor.silent(event.at());
        move.stage = stage.toServing();
        String about = about(move);
        if (event.by().equals(MACHINE)) {
            leaveMessage(move, about);
            return;
        }
        boolean promised = move.variables.containsKey("call_back_of");
        move.say(Phrases.calling(move.playbook.persona().company(), about, promised), "we have called");
        if (!move.answers.isEmpty()) {
            goOn(move);
        } else if (move.frame != null) {
            move.say(Phrases.STILL_UNDECIDED, "nobody has answered " + move.frame.consult());
            TaskRun.finish(move);
        } else {
            start(move, promised);
        }
        move.asked = true;
    }

    private static void start(Move move, boolean promised) {
        Task task = move.playbook.tasks().get(move.variables.getOrDefault("task", ""));
        if (promised) {
            move.say(Phrases.STILL_UNDECIDED, "the question is no longer asked");
        } else if (task != null) {
            TaskRun.start(move, task, slots(move, task));
        } else {
            move.say(Phrases.HOW_CAN_I_HELP, "called without a task");
        }
    }

    /** What an integrator knows already need not be asked. */
    private static Map<String, Object> slots(Move move, Task task) {
        Map<String, Object> slots = new java.util.HashMap<>();
        task.slots().keySet().stream()
                .filter(name -> !move.variables.getOrDefault(name, "").isBlank())
                .forEach(name -> slots.put(name, move.variables.get(name)));
        return slots;
    }

    private static String about(Move move) {
        Task task = move.frame != null
                ? move.frame.task()
                : move.playbook.tasks().get(move.variables.getOrDefault("task", ""));
        return move.variables.getOrDefault(ABOUT, task == null ? "" : task.title());
    }

    /** A machine may belong to anybody: no decision is told to it, and nothing is done. */
    private static void leaveMessage(Move move, String about) {
        String words = move.variables.getOrDefault("message", "");
        move.say(
                words.isBlank() ? Phrases.toMachine(move.playbook.persona().company(), about) : words,
                "an answering machine has answered");
        move.frame = null;
        move.answers.clear();
        TaskRun.leave(move, "message_left");
    }

    /** An approval opens a tool: not before whoever answered has said yes. All else can be told at once. */
    private static void goOn(Move move) {
        Event.GuidanceAnswered answer = move.answers.get(0);
        OpenConsult consult = move.consult(answer.guidanceId());
        if (consult == null || consult.point() == null || answer.token() == null) {
            return;
        }
        if (answer.answer().answer() == AnswerKind.TAKE_OVER || move.frame == null) {
            return;
        }
        move.answers.remove(0);
        move.close(consult, GuidanceState.ANSWERED);
        move.outreach = move.outreach.holding(answer);
        move.frame = move.frame.at(move.frame.at()).asking(Asking.of(""));
        move.say(Phrases.APPROVED_MEANWHILE, "answer of " + answer.answer().agent() + " to " + consult.id());
    }

    /** True where yes or no was about an approval that waited for it. */
    static boolean decided(Move move, Frame frame, boolean goOn) {
        Event.GuidanceAnswered held = move.outreach.held();
        OpenConsult consult = held == null ? null : move.consult(held.guidanceId());
        if (held == null || consult == null || consult.point() == null) {
            return false;
        }
        move.outreach = move.outreach.holding(null);
        if (goOn) {
            move.frame = frame.asking(null);
            Decisions.apply(move, consult, consult.point(), held);
        } else {
            Policies.endWith(move, frame, null, Phrases.STOPPED, "whoever answered does not want it now");
        }
        return true;
    }

    /** Hellos and whatever else ended before our first word, however late it was recognised. */
    static boolean isHello(Move move, Event.CustomerSaid said) {
        return move.outreach.reachedAt() != null && !said.endedAt().isAfter(move.outreach.reachedAt());
    }
}
