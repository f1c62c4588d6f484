package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Slot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that the customer gives, gives early, or takes back. */
final class SlotFilling {
    private SlotFilling() {}

    /** Recognised numbers and spellings are never relied on: they are read back. Keypad and typed ones are taken. */
    static boolean needsReadBack(Move move, Heard heard, @Nullable Slot slot) {
        return slot != null && slot.confirm() && move.voice() && heard.source() == Source.SPEECH;
    }

    static void given(Move move, Heard heard, String name, Object value) {
        Frame frame = move.frame;
        if (frame == null) {
            return;
        }
        if (frame.values().containsKey(name)
                && (frame.asking() == null || !frame.asking().slot().equals(name))) {
            corrected(move, heard, name, value);
            return;
        }
        if (needsReadBack(move, heard, frame.task().slots().get(name))) {
            propose(move, frame, name, value);
            return;
        }
        fill(move, name, value);
    }

    static void fill(Move move, String name, Object value) {
        Frame frame = move.frame;
        if (frame == null) {
            return;
        }
        boolean inPlace = isCallersAnswer(move, frame, name);
        boolean current = frame.asking() != null && frame.asking().slot().equals(name);
        move.frame = current ? frame.with(name, value).asking(null) : frame.with(name, value);
        move.reminders = 0;
        if (inPlace) {
            Policies.callerAnswered(move, move.frame, value);
        } else if (current) {
            TaskRun.advance(move);
            if (move.words().isEmpty()
                    && move.answers.isEmpty()
                    && move.frame != null
                    && move.frame.consult() != null) {
                move.say(Phrases.NOTED, "nothing left to ask meanwhile");
            }
        }
    }

    /** True when the caller is asked in the place of a person who did not answer. */
    private static boolean isCallersAnswer(Move move, Frame frame, String name) {
        OpenConsult consult = frame.consult() == null ? null : move.consult(frame.consult());
        return consult != null
                && !consult.isOpen()
                && consult.policy() != null
                && name.equals(consult.policy().ask());
    }

    /**
     * The customer takes a value back. The task goes on from where it asked for it, so that everything that followed from
     * the old value is worked out anew; a person who was asked about the old one is told that it no longer matters.
     */
    static void corrected(Move move, Heard heard, String name, Object value) {
        Frame frame = move.frame;
        if (frame == null || !frame.task().slots().containsKey(name)) {
            return;
        }
        if (frame.asking() != null
                && frame.asking().slot().equals(name)
                && value.equals(frame.asking().candidate())) {
            // "yes, 482913": the same number again is a yes
            fill(move, name, value);
            return;
        }
        if (frame.call() != null) {
            move.say(Phrases.GOING_THROUGH, "tool call under way");
            return;
        }
        if (frame.effected()) {
            move.say(Phrases.ALREADY_DONE, "gated tool has run");
            ConsultCourse.askFreely(
                    move,
                    "The customer now says that " + name.replace('_', ' ') + " is " + value + ", but "
                            + frame.task().title() + " has gone through");
            return;
        }
        OpenConsult consult = frame.consult() == null ? null : move.consult(frame.consult());
        if (consult != null) {
            ConsultCourse.withdraw(move, consult, WithdrawReason.CORRECTED);
        }
        Foresight.takeBack(move, frame);
        int asks = frame.task().program().asks(name);
        Frame back = frame.with(name, null).withoutGrants();
        move.frame = asks < 0 ? back : back.at(asks);
        if (needsReadBack(move, heard, frame.task().slots().get(name))) {
            propose(move, move.frame, name, value);
            return;
        }
        move.say("Okay, " + value + ".", "corrected by the customer");
        move.frame = move.frame.with(name, value);
        TaskRun.advance(move);
    }

    /** A number in the opening sentence ("a refund for four eight two …") is read back as soon as the task asks for it. */
    static void proposeHeard(Move move, Heard heard, Map<String, Object> slots) {
        Frame frame = move.frame;
        if (frame == null || frame.asking() == null) {
            return;
        }
        String name = frame.asking().slot();
        Object value = slots.get(name);
        if (value != null && needsReadBack(move, heard, frame.task().slots().get(name))) {
            // the question that was about to be asked has its answer
            move.words().clear();
            propose(move, frame, name, value);
        }
    }

    private static void propose(Move move, Frame frame, String name, Object value) {
        int misses = frame.asking() == null ? 0 : frame.asking().misses();
        move.frame = frame.asking(new Asking(name, value, misses));
        TaskRun.question(move, move.frame, name);
    }
}
