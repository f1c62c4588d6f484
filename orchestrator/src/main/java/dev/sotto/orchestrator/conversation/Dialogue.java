package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.consult.WithdrawReason;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the customer's words make the assistant do: one understood turn at a time. */
final class Dialogue {
    private static final int GIVE_UP_AFTER = 3;

    private Dialogue() {}

    static void understood(Move move, Heard heard, Interpretation interpretation) {
        List<Meaning> meanings = interpretation.meanings();
        boolean replaced = meanings.stream()
                .anyMatch(meaning -> meaning instanceof Meaning.Corrected || meaning instanceof Meaning.SlotGiven);
        String before = progress(move);
        move.aside = meanings.stream()
                .anyMatch(meaning -> meaning instanceof Meaning.Answered || meaning instanceof Meaning.NotCovered);
        for (Meaning meaning : meanings) {
            if (move.serving() && !(replaced && meaning instanceof Meaning.Denied)) {
                act(move, heard, meaning);
            }
        }
        if (move.serving() && (!move.asked || move.words().isEmpty())) {
            if (!before.equals(progress(move))) {
                TaskRun.advance(move);
            }
            prompt(move);
        }
    }

    private static String progress(Move move) {
        Frame frame = move.frame;
        return frame == null
                ? ""
                : frame.task().name() + frame.at() + frame.values().keySet() + frame.asking();
    }

    private static void act(Move move, Heard heard, Meaning meaning) {
        if (!(meaning instanceof Meaning.Unclear)) {
            move.misses = 0;
        }
        if (meaning instanceof Meaning.SlotGiven given) {
            SlotFilling.given(move, heard, given.slot(), given.value());
        } else if (meaning instanceof Meaning.Corrected corrected) {
            SlotFilling.corrected(move, heard, corrected.slot(), corrected.value());
        } else if (meaning instanceof Meaning.Affirmed) {
            affirmed(move);
        } else if (meaning instanceof Meaning.Denied) {
            denied(move);
        } else if (meaning instanceof Meaning.TaskWanted wanted) {
            wanted(move, heard, wanted);
        } else if (meaning instanceof Meaning.CancelWanted) {
            cancel(move);
        } else if (meaning instanceof Meaning.Unclear) {
            unclear(move);
        } else {
            talk(move, meaning);
        }
    }

    private static void talk(Move move, Meaning meaning) {
        if (meaning instanceof Meaning.Answered answered) {
            move.say(answered.answer(), "knowledge: " + answered.topic());
        } else if (meaning instanceof Meaning.NotCovered question) {
            ConsultCourse.askFreely(move, question.question());
        } else if (meaning instanceof Meaning.Ambiguous ambiguous) {
            List<String> titles = ambiguous.tasks().stream()
                    .map(name -> Objects.requireNonNull(move.playbook.tasks().get(name))
                            .title())
                    .toList();
            move.say(Phrases.which(titles), "several tasks fit");
            move.asked = true;
        } else if (meaning instanceof Meaning.RepeatWanted) {
            repeat(move);
        } else if (meaning instanceof Meaning.PersonWanted) {
            person(move);
        } else if (meaning instanceof Meaning.SaidGoodbye) {
            goodbye(move);
        } else if (meaning instanceof Meaning.AskedToWait) {
            move.say(Phrases.TAKE_YOUR_TIME, "customer needs time");
            move.asked = true;
        } else if (meaning instanceof Meaning.Thanked) {
            move.say(Phrases.WELCOME, "thanked");
        } else if (meaning instanceof Meaning.Greeted) {
            greeted(move);
        } else if (meaning instanceof Meaning.Acknowledged) {
            Patience.resume(move);
            // a "mhm" takes no turn: nothing is asked again; what is typed has an answer
            move.asked = true;
            if (!move.voice()) {
                idle(move);
            }
        }
    }

    /** An answer where nothing is to be done. */
    private static void idle(Move move) {
        boolean waiting = move.consults.stream().anyMatch(OpenConsult::isWaitedFor);
        if (waiting) {
            Patience.reassure(move);
        } else if (move.frame == null) {
            move.say(Phrases.HERE, "nothing to do");
            move.anythingElse = true;
        }
        move.asked = true;
    }

    /** Also "are you still there": while a person is waited for, that is answered with where the question stands. */
    private static void greeted(Move move) {
        OpenConsult open = Patience.oldest(move.consults);
        if (open != null) {
            move.say(Phrases.STILL_HERE, "greeted");
            Patience.reassure(move);
        } else if (move.frame == null) {
            move.say(Phrases.HOW_CAN_I_HELP, "greeted");
            move.asked = true;
        }
    }

    private static void affirmed(Move move) {
        Frame frame = move.frame;
        if (frame == null) {
            if (move.anythingElse) {
                move.say(Phrases.HOW_CAN_I_HELP, "there is something else");
                move.anythingElse = false;
            } else {
                move.say(Phrases.GO_AHEAD, "a yes to an open question");
            }
            move.asked = true;
        } else if (frame.waitsForCaller()) {
            Policies.callerDecided(move, frame, true);
        } else if (frame.asking() != null && frame.asking().candidate() != null) {
            SlotFilling.fill(move, frame.asking().slot(), frame.asking().candidate());
        }
    }

    private static void denied(Move move) {
        Frame frame = move.frame;
        if (frame == null) {
            if (move.anythingElse) {
                goodbye(move);
            } else {
                idle(move);
            }
        } else if (frame.waitsForCaller()) {
            Policies.callerDecided(move, frame, false);
        } else if (frame.asking() != null && frame.asking().candidate() != null) {
            move.frame = frame.asking(frame.asking().again());
            move.say("Sorry.", "read-back denied");
        }
    }

    private static void wanted(Move move, Heard heard, Meaning.TaskWanted wanted) {
        Task task = move.playbook.tasks().get(wanted.task());
        if (task == null) {
            return;
        }
        Map<String, Object> slots = new HashMap<>();
        wanted.slots().forEach((name, value) -> {
            // a number that was only heard is read back when its turn comes
            if (!SlotFilling.needsReadBack(move, heard, task.slots().get(name))) {
                slots.put(name, value);
            }
        });
        Frame frame = move.frame;
        if (frame != null && frame.task().name().equals(task.name())) {
            return;
        }
        Frame waiting = move.paused.stream()
                .filter(paused -> paused.task().name().equals(task.name()))
                .findFirst()
                .orElse(null);
        if (waiting != null) {
            move.bringForward(waiting);
            return;
        }
        TaskRun.start(move, task, slots);
        SlotFilling.proposeHeard(move, heard, wanted.slots());
    }

    private static void cancel(Move move) {
        Frame frame = move.frame;
        if (frame == null) {
            move.say(Phrases.NOTHING_TO_STOP, "nothing to cancel");
            return;
        }
        if (frame.call() != null) {
            move.say(Phrases.GOING_THROUGH, "tool call under way");
            return;
        }
        OpenConsult consult = frame.consult() == null ? null : move.consult(frame.consult());
        if (consult != null) {
            ConsultCourse.withdraw(move, consult, WithdrawReason.CANCELLED);
        }
        move.say(Phrases.STOPPED, "customer cancelled " + frame.task().name());
        TaskRun.finish(move);
    }

    private static void unclear(Move move) {
        Frame frame = move.frame;
        Asking asking = frame == null ? null : frame.asking();
        int misses = asking == null ? move.misses : asking.misses();
        if (misses >= GIVE_UP_AFTER) {
            move.misses = 0;
            move.frame = frame == null || asking == null ? frame : frame.asking(new Asking(asking.slot(), null, 0));
            ConsultCourse.askFreely(move, "I can't understand the customer. What shall I say?");
            return;
        }
        move.say(Phrases.unclear(misses), "not understood");
        move.misses = misses + 1;
        if (frame == null && !move.anythingElse && move.consults.isEmpty()) {
            // nothing was done yet, so there is no "anything else"
            move.say(Phrases.HOW_CAN_I_HELP, "not understood");
            move.asked = true;
        }
        if (frame != null && asking != null) {
            move.frame = frame.asking(asking.missed());
        }
    }

    private static void repeat(Move move) {
        for (int index = move.transcript.size() - 1; index >= 0; index--) {
            TranscriptLine line = move.transcript.get(index);
            if (line.from() != Party.CUSTOMER) {
                move.floor = move.floor.resumed();
                move.again(line.text(), "asked to repeat");
                move.asked = true;
                return;
            }
        }
    }

    private static void person(Move move) {
        Task task = move.playbook.tasks().get(move.playbook.persona().personTask());
        if (task == null) {
            ConsultCourse.askFreely(move, "The customer wants to speak to a person.");
        } else if (move.frame == null || !move.frame.task().name().equals(task.name())) {
            TaskRun.start(move, task, Map.of());
        }
    }

    static void goodbye(Move move) {
        ConsultCourse.withdrawAll(move, WithdrawReason.CANCELLED);
        move.frame = null;
        move.paused.clear();
        move.say(move.playbook.persona().goodbye(), "goodbye");
        TaskRun.leave(move, "completed");
    }

    /** Makes sure that the customer knows whose turn it is: what is still open is asked again, briefly. */
    static void prompt(Move move) {
        Frame frame = move.frame;
        if (move.asked || !move.serving()) {
            return;
        }
        if (frame == null) {
            if (move.consults.stream().noneMatch(OpenConsult::isWaitedFor)
                    && !move.words().isEmpty()) {
                move.say(move.playbook.persona().anythingElse(), "turn goes back");
                move.anythingElse = true;
                move.asked = true;
            }
        } else if (frame.waitsForCaller()) {
            move.say(Phrases.YES_OR_NO, "asks the caller");
            move.asked = true;
        } else if (frame.asking() != null && frame.call() == null) {
            Slot slot = Focuses.slot(frame);
            boolean digits = slot != null && slot.type() == dev.sotto.orchestrator.task.SlotType.DIGITS;
            TaskRun.question(move, frame, frame.asking().slot());
            if (move.voice() && digits && frame.asking().misses() > 0) {
                move.say(Phrases.KEY_IT_IN, "not understood");
            }
        }
    }

    /** True when the instruction at hand is the one that asks for {@code slot}. */
    static boolean isAt(Frame frame, String slot) {
        return !frame.task().program().endsAt(frame.at())
                && frame.task().program().ops().get(frame.at()) instanceof Op.Ask ask
                && ask.slot().equals(slot);
    }
}
