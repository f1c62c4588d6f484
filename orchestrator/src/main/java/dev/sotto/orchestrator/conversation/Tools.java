package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Op;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task makes of a tool's answer. */
final class Tools {
    private Tools() {}

    static void returned(Move move, Event.ToolReturned event) {
        Frame frame = waitingFor(move, event.callId());
        if (frame != null && frame.recheck() != null) {
            if (move.frame != frame) {
                move.bringForward(frame);
            }
            Recheck.returned(move, frame, event);
            return;
        }
        if (frame == null || !(frame.task().program().ops().get(frame.at()) instanceof Op.Call call)) {
            return;
        }
        if (move.frame != frame) {
            move.bringForward(frame);
        }
        if (event.outcome() == ToolOutcome.SUCCESS) {
            succeeded(move, frame, call, event.value());
        } else {
            turned(move, frame, call, event);
        }
        if (!move.serving() && move.frame != null) {
            // a person has taken over: the task stands ready for when it is handed back
            move.paused.add(move.frame);
            move.frame = null;
        }
    }

    /** It did not work: the task goes on where its file says. */
    static void turned(Move move, Frame frame, Op.Call call, Event.ToolReturned event) {
        if (event.outcome() == ToolOutcome.NOT_FOUND) {
            turn(move, frame, call.onNotFound(), call, "not found");
        } else {
            turn(move, frame, call.onError(), call, event.reason());
        }
    }

    private static void succeeded(Move move, Frame frame, Op.Call call, Map<String, Object> value) {
        Frame next = call.into() == null ? frame : frame.with(call.into(), value);
        next = next.with("result", value);
        if (gated(move, call.tool())) {
            next = next.effectedNow();
        }
        move.frame = next.next();
        TaskRun.advance(move);
    }

    private static void turn(Move move, Frame frame, int target, Op.Call call, String reason) {
        if (target >= 0) {
            move.frame = frame.with("error", reason).at(target);
            TaskRun.advance(move);
            return;
        }
        if (!move.serving()) {
            move.frame = null;
            return;
        }
        move.say(Phrases.FAILED, call.tool() + " failed");
        TaskRun.drop(move);
        ConsultCourse.askFreely(move, frame.task().title() + " stopped because " + call.tool() + " said: " + reason);
    }

    private static boolean gated(Move move, String tool) {
        var declared = move.playbook.tools().get(tool);
        return declared != null && declared.gated();
    }

    /** After a restart: what was under way is asked for once more, under the same id. */
    static void again(Move move) {
        for (Frame frame : move.frames()) {
            if (frame.call() != null) {
                move.effect(frame.call());
            }
        }
    }

    private static @Nullable Frame waitingFor(Move move, String callId) {
        return move.frames().stream()
                .filter(frame -> frame.call() != null && frame.call().callId().equals(callId))
                .findFirst()
                .orElse(null);
    }
}
