package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.Template;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks a task's instructions until it must wait: for the customer, a tool or a person. */
final class TaskRun {
    /** More instructions than this without waiting is a task file that goes round in circles. */
    private static final int OPS_PER_MOVE = 300;

    private static final int ASK_AGAIN_LIMIT = 3;

    private TaskRun() {}

    static void start(Move move, Task task, Map<String, Object> slots) {
        if (move.frame != null) {
            move.paused.add(move.frame);
        }
        move.frame = Frame.begin(task, slots);
        move.anythingElse = false;
        advance(move);
    }

    static void advance(Move move) {
        for (int count = 0; count < OPS_PER_MOVE; count++) {
            Frame frame = move.frame;
            if (frame == null || frame.call() != null || !move.serving()) {
                return;
            }
            if (frame.consult() != null) {
                meanwhile(move, frame);
                return;
            }
            if (frame.task().program().endsAt(frame.at())) {
                finish(move);
                return;
            }
            if (!perform(move, frame, frame.task().program().ops().get(frame.at()))) {
                return;
            }
        }
        move.say(Phrases.STUCK, "task " + taskName(move) + " goes round in circles");
        drop(move);
    }

    /** True when the walk goes on. */
    private static boolean perform(Move move, Frame frame, Op op) {
        if (op instanceof Op.Ask ask) {
            return ask(move, frame, ask);
        }
        if (op instanceof Op.Call call) {
            return call(move, frame, call);
        }
        if (op instanceof Op.Consult consult) {
            ConsultCourse.open(move, frame, consult.point());
            return true;
        }
        if (op instanceof Op.Transfer transfer) {
            say(move, frame, transfer.say(), op);
            move.effect(transfer(move, frame, transfer.target(), transfer.headers()));
            move.frame = null;
            return false;
        }
        if (op instanceof Op.End end) {
            say(move, frame, end.say(), op);
            end(move, end);
            return false;
        }
        move.frame = straight(move, frame, op);
        return move.frame != null;
    }

    private static @Nullable Frame straight(Move move, Frame frame, Op op) {
        Map<String, Object> scope = scope(move, frame);
        if (op instanceof Op.Say say) {
            say(move, frame, say.text(), op);
            return frame.next();
        }
        if (op instanceof Op.Allow allow) {
            Grant grant = new Grant(arguments(allow.with(), scope), null, null, allow.rule());
            return frame.granted(allow.tool(), grant).next();
        }
        if (op instanceof Op.Branch branch) {
            return branch.condition().test(scope) ? frame.next() : frame.at(branch.otherwise());
        }
        if (op instanceof Op.Set set) {
            return frame.with(set.name(), set.value().evaluate(scope)).next();
        }
        if (op instanceof Op.Jump jump) {
            return frame.at(jump.target());
        }
        Op.AskAgain again = (Op.AskAgain) op;
        if (frame.tries().getOrDefault(again.slot(), 0) >= ASK_AGAIN_LIMIT) {
            ConsultCourse.askFreely(
                    move, "The customer can't give " + again.slot().replace('_', ' ') + ". What shall I do?");
            drop(move);
            return null;
        }
        return frame.with(again.slot(), null).tried(again.slot()).at(again.target());
    }

    private static boolean ask(Move move, Frame frame, Op.Ask ask) {
        if (frame.values().containsKey(ask.slot())) {
            move.frame = frame.next();
            return true;
        }
        question(move, frame, ask.slot());
        return false;
    }

    /** Asks for a slot, or for its confirmation where a value was read back. */
    static void question(Move move, Frame frame, String name) {
        Slot slot = frame.task().slots().get(name);
        Asking asking = frame.asking() != null && frame.asking().slot().equals(name) ? frame.asking() : Asking.of(name);
        move.frame = frame.asking(asking);
        String why = "task " + frame.task().name() + " asks for " + name;
        if (asking.candidate() != null) {
            move.say(Phrases.readBack(asking.candidate()), why);
        } else if (slot != null) {
            move.say(slot.ask().render(scope(move, frame)), why);
        }
        move.asked = true;
    }

    private static boolean call(Move move, Frame frame, Op.Call call) {
        String callId = move.nextId("t");
        Grant grant = frame.grants().get(call.tool());
        Map<String, Object> with = grant == null ? arguments(call.with(), scope(move, frame)) : grant.with();
        Effect.CallTool wanted = new Effect.CallTool(
                callId, call.tool(), with, grant == null ? null : grant.token(), grant == null ? null : grant.rule());
        move.effect(wanted);
        move.frame = frame.granted(call.tool(), null).calling(wanted);
        return false;
    }

    private static void end(Move move, Op.End end) {
        if (end.conversation()) {
            move.frame = null;
            leave(move, "completed");
        } else {
            finish(move);
        }
    }

    /** The next thing of a consult's meanwhile that is not known yet. */
    private static void meanwhile(Move move, Frame frame) {
        OpenConsult consult = move.consult(java.util.Objects.requireNonNull(frame.consult()));
        if (consult == null || consult.point() == null || isAnswered(move, consult)) {
            return;
        }
        Frame current = frame;
        var steps = consult.point().meanwhile();
        while (current.meanwhile() < steps.size()) {
            Op op = steps.get(current.meanwhile());
            current = current.meanwhile(current.meanwhile() + 1);
            move.frame = current;
            if (op instanceof Op.Say say) {
                say(move, current, say.text(), op);
            } else if (op instanceof Op.Ask ask && !current.values().containsKey(ask.slot())) {
                question(move, current, ask.slot());
                return;
            }
        }
        if (consult.isOpen() && current.asking() == null) {
            ahead(move, current, consult.point().ahead());
        }
    }

    /** A person has decided while the caller was talking: what follows from that is said next, and nothing is asked before. */
    private static boolean isAnswered(Move move, OpenConsult consult) {
        return move.answers.stream().anyMatch(answer -> answer.guidanceId().equals(consult.id()));
    }

    /** What the task will ask for whatever the answer is can be asked now. */
    private static void ahead(Move move, Frame frame, List<String> slots) {
        slots.stream()
                .filter(slot -> !frame.values().containsKey(slot))
                .findFirst()
                .ifPresent(slot -> question(move, frame, slot));
    }

    /** The task is done: back to the one that was put aside, or on to whatever else there is. */
    static void finish(Move move) {
        move.frame = null;
        if (!move.paused.isEmpty()) {
            Frame back = move.paused.remove(move.paused.size() - 1);
            move.frame = back;
            move.say(Phrases.backTo(back.task().title()), "task " + back.task().name() + " goes on");
            if (back.asking() != null && !back.waitsForCaller()) {
                question(move, back, back.asking().slot());
            }
            return;
        }
        move.say(move.playbook.persona().anythingElse(), "task done");
        move.anythingElse = true;
        move.asked = true;
    }

    /** Leaves the task without a word. */
    static void drop(Move move) {
        move.frame = null;
        if (!move.paused.isEmpty()) {
            finish(move);
        }
    }

    static void leave(Move move, String termination) {
        if (move.stage instanceof Stage.Serving serving) {
            // messages under review still go out; nobody else is waited for any more
            move.consults.stream()
                    .filter(consult -> consult.draft() == null)
                    .toList()
                    .forEach(consult -> ConsultCourse.withdraw(move, consult, WithdrawReason.CANCELLED));
            move.effect(new Effect.HangUp(termination));
            move.stage = serving.toLeaving(termination);
        }
    }

    private static void say(Move move, Frame frame, @Nullable Template text, Op op) {
        if (text != null) {
            move.say(text.render(scope(move, frame)), "task " + frame.task().name() + " at " + op.at());
        }
    }

    static Map<String, Object> arguments(Map<String, Template> with, Map<String, Object> scope) {
        Map<String, Object> arguments = new HashMap<>();
        with.forEach((name, template) -> {
            Object value = template.value(scope);
            if (value != null) {
                arguments.put(name, value);
            }
        });
        return Map.copyOf(arguments);
    }

    static Effect.Transfer transfer(Move move, Frame frame, Template target, Map<String, Template> headers) {
        Map<String, Object> scope = scope(move, frame);
        Map<String, String> rendered = new HashMap<>();
        headers.forEach((name, template) -> rendered.put(name, template.render(scope)));
        return new Effect.Transfer(target.render(scope), target.variables().isEmpty(), Map.copyOf(rendered));
    }

    /** What expressions can read: the task's values, {@code call} with what the edge knows, and {@code today} (ISO, UTC). */
    static Map<String, Object> scope(Move move, Frame frame) {
        Map<String, Object> scope = new HashMap<>(frame.values());
        scope.put("call", CallFacts.of(move.variables, move.channel));
        scope.put("today", LocalDate.ofInstant(move.now, ZoneOffset.UTC).toString());
        return scope;
    }

    private static String taskName(Move move) {
        return move.frame == null ? "" : move.frame.task().name();
    }
}
