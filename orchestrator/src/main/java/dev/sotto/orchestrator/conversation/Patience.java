package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Silence: when it is ours to break, and with what.
 *
 * <p>On voice, while it is our turn (a person or a system is being waited for) something is said before
 * {@value #OURS_SECONDS}.2 s of silence; while it is the caller's turn they are reminded after {@code THEIRS}. Chat has no
 * silence to fill; visitors are told now and then that we are still waiting. While the caller has put us on hold there is no
 * patience to lose: only the time of those who are asked goes on.
 */
final class Patience {
    private static final int OURS_SECONDS = 3;
    private static final Duration OURS = Duration.ofMillis(3_000);
    private static final Duration THEIRS = Duration.ofSeconds(7);
    private static final Duration CHAT_WAIT = Duration.ofSeconds(25);
    /** Where nobody is at a desk the task's policy does not wait for its time: only as long as somebody may be coming back. */
    private static final Duration NOBODY = Duration.ofSeconds(5);

    private static final int REMINDERS = 3;
    /** A caller's speech that never ends, or an edge that never reports the end of ours. */
    private static final Duration STUCK_FLOOR = Duration.ofSeconds(45);

    private Patience() {}

    static @Nullable Instant wakeAt(Conversation conversation) {
        if (!(conversation.stage() instanceof Stage.Serving)) {
            return null;
        }
        return earlier(nobodyComes(conversation.consults()), silent(conversation));
    }

    private static @Nullable Instant silent(Conversation conversation) {
        Floor floor = conversation.floor();
        if (!conversation.voice()) {
            return ours(conversation) ? floor.since().plus(CHAT_WAIT) : null;
        }
        if (floor.away()) {
            return null;
        }
        if (!floor.free()) {
            return floor.since().plus(STUCK_FLOOR);
        }
        return floor.since().plus(ours(conversation) ? OURS : THEIRS);
    }

    /** When a request that nobody is there to answer is given up. */
    private static @Nullable Instant nobodyComes(List<OpenConsult> consults) {
        return consults.stream()
                .filter(consult -> consult.isWaitedFor() && consult.present() == 0)
                .map(consult -> consult.since().plus(NOBODY))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** True while we keep the customer waiting, whatever else they were asked. */
    private static boolean ours(Conversation conversation) {
        Frame frame = conversation.frame();
        return conversation.thinking() != null
                || conversation.model().busy()
                || conversation.consulting()
                || (frame != null && frame.call() != null);
    }

    static void ticked(Move move) {
        for (OpenConsult consult : List.copyOf(move.consults)) {
            if (consult.isWaitedFor()
                    && consult.present() == 0
                    && !move.now.isBefore(consult.since().plus(NOBODY))) {
                ConsultCourse.nobodyCame(move, consult);
            }
        }
        Conversation conversation = move.freeze();
        if (!(conversation.stage() instanceof Stage.Serving)) {
            return;
        }
        Instant due = silent(conversation);
        if (due == null || move.now.isBefore(due)) {
            return;
        }
        if (move.voice() && !move.floor.free()) {
            move.floor = move.floor.unstuck(move.now);
            return;
        }
        if (ours(conversation)) {
            bridge(move, conversation);
        } else {
            remind(move);
        }
    }

    private static void bridge(Move move, Conversation conversation) {
        Frame frame = move.frame;
        if (move.thinking != null || move.model.busy() || (frame != null && frame.call() != null)) {
            phrase(move, Wait.LOOKING, move.floor.since(), "a system is being waited for");
            return;
        }
        if (frame != null && frame.asking() != null && move.reminders == 0 && move.drafts.isEmpty()) {
            // asked something useful meanwhile and got no answer: no pressure
            move.bridge(Phrases.TAKE_YOUR_TIME, "meanwhile question is open");
        } else {
            reassure(move);
        }
        move.reminders++;
    }

    /** Says where the oldest open consult stands. */
    static void reassure(Move move) {
        OpenConsult consult = oldest(move.consults);
        if (consult != null) {
            String why = "consult " + consult.id() + " is " + consult.state();
            phrase(move, Wait.of(consult), consult.since(), why);
        }
    }

    /** The next phrase of a kind: never one that was used before in this conversation. */
    static void phrase(Move move, Wait kind, Instant since, String why) {
        int used = move.told.getOrDefault(kind, 0);
        long waited = Math.max(0, Duration.between(since, move.now).toSeconds());
        move.bridge(kind.phrase(used, waited), why);
        move.told.put(kind, used + 1);
    }

    static @Nullable OpenConsult oldest(List<OpenConsult> consults) {
        return consults.stream()
                .filter(OpenConsult::isWaitedFor)
                .min(Comparator.comparing(OpenConsult::since))
                .orElse(null);
    }

    private static void remind(Move move) {
        move.reminders++;
        if (move.reminders >= REMINDERS) {
            move.say(Phrases.SILENT_GOODBYE, "nothing heard");
            TaskRun.leave(move, "caller_silent");
            return;
        }
        move.say(Phrases.stillThere(move.reminders - 1), "nothing heard");
        if (move.frame == null && !move.anythingElse) {
            move.say(Phrases.HOW_CAN_I_HELP, "nothing heard");
            move.asked = true;
        }
        Slot slot = move.frame == null ? null : Focuses.slot(move.frame);
        Dialogue.prompt(move);
        if (slot != null && slot.length() > 0 && move.reminders == 1) {
            move.say(Phrases.KEY_IT_IN, "nothing heard");
        }
    }

    /** What a barge-in that was none (a cough, a "mhm") kept from being heard is said now. */
    static void resume(Move move) {
        if (!move.floor.unheard().isEmpty()) {
            String rest = move.floor.unheard();
            move.floor = move.floor.resumed();
            move.again(rest, "interrupted without words");
        }
    }

    /** What was not said over the caller is said now. */
    static void release(Move move) {
        if (!move.floor.held().isEmpty() && move.floor.listening()) {
            String held = move.floor.held();
            move.floor = move.floor.released();
            move.again(held, "held back while the caller spoke");
        }
    }
}
