package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the customer was last asked, read off the conversation. */
final class Focuses {
    private Focuses() {}

    static Focus of(Conversation conversation, boolean keypad) {
        Frame frame = conversation.frame();
        if (frame == null) {
            return new Focus(null, null, false, conversation.anythingElse(), Set.of(), keypad);
        }
        Asking asking = frame.asking();
        boolean yesNo =
                asking != null && (asking.candidate() != null || asking.slot().isEmpty());
        Set<String> filled = frame.task().slots().keySet().stream()
                .filter(frame.values()::containsKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Focus(frame.task().name(), slot(frame), yesNo, false, filled, keypad);
    }

    static @Nullable Slot slot(Frame frame) {
        return frame.asking() == null
                ? null
                : frame.task().slots().get(frame.asking().slot());
    }

    /** Something that must not be recorded was asked, and is no longer. */
    static boolean leavesSensitive(Conversation before, Move move) {
        return sensitive(before.frame()) && !sensitive(move.frame);
    }

    private static boolean sensitive(@Nullable Frame frame) {
        Slot slot = frame == null ? null : slot(frame);
        return slot != null && slot.sensitive();
    }

    static Effect.Expect expect(Move move) {
        Frame frame = move.frame;
        if (frame == null || frame.asking() == null) {
            return new Effect.Expect(Expecting.ANYTHING, 0);
        }
        if (frame.waitsForCaller()) {
            return new Effect.Expect(Expecting.YES_NO, 1);
        }
        Slot slot = slot(frame);
        boolean sensitive = sensitive(frame);
        int digits = slot == null ? 0 : slot.length();
        if (frame.asking().candidate() != null) {
            // a correction in place of the yes is as long as the slot, so a key press alone must not end it
            return new Effect.Expect(Expecting.YES_NO, 1, sensitive);
        }
        if (slot == null) {
            return new Effect.Expect(Expecting.ANYTHING, 0);
        }
        return new Effect.Expect(expecting(slot), slot.type() == SlotType.YES_NO ? 1 : digits, sensitive);
    }

    private static Expecting expecting(Slot slot) {
        return switch (slot.type()) {
            case DIGITS -> Expecting.DIGITS;
            case POSTCODE -> Expecting.CODE;
            case MONEY -> Expecting.MONEY;
            case YES_NO, CHOICE -> Expecting.YES_NO;
            case EMAIL -> Expecting.SPELLED;
            case DATE -> Expecting.DATE;
            case TEXT -> slot.name().equals("name") ? Expecting.NAME : Expecting.TEXT;
        };
    }
}
