package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Keypad digits: 1 is yes and 2 is no, a number fills the slot that was asked for, 0 alone asks for a person. A star in an
 * amount is its point.
 */
final class Keypad {
    private Keypad() {}

    static Interpretation read(String text, Focus focus, @Nullable Task task, boolean dayFirst) {
        String keys = text.replaceAll("[^0-9*]", "");
        if (keys.isEmpty()) {
            return Interpretation.of(new Meaning.Unclear());
        }
        Slot slot = focus.slot();
        if (slot != null && !focus.yesNo()) {
            Object value = value(keys, slot, dayFirst);
            if (value != null) {
                return Interpretation.of(new Meaning.SlotGiven(slot.name(), value));
            }
        }
        if ((focus.yesNo() || focus.anythingElse()) && keys.matches("[12]")) {
            return yesNo(keys, focus);
        }
        if (focus.yesNo() && task != null) {
            for (Slot filled : task.slots().values()) {
                boolean corrects = filled.type() == SlotType.DIGITS && filled.length() == keys.length();
                if (corrects && (focus.filled().contains(filled.name()) || filled.equals(slot))) {
                    return Interpretation.of(new Meaning.Denied(), new Meaning.Corrected(filled.name(), keys));
                }
            }
        }
        return Interpretation.of(keys.equals("0") ? new Meaning.PersonWanted() : new Meaning.Unclear());
    }

    private static Interpretation yesNo(String keys, Focus focus) {
        Slot slot = focus.slot();
        if (slot != null && slot.type() == SlotType.YES_NO) {
            return Interpretation.of(new Meaning.SlotGiven(slot.name(), keys.equals("1")));
        }
        return Interpretation.of(keys.equals("1") ? new Meaning.Affirmed() : new Meaning.Denied());
    }

    private static @Nullable Object value(String keys, Slot slot, boolean dayFirst) {
        return switch (slot.type()) {
            case DIGITS -> keys.matches("\\d+") && (slot.length() == 0 || keys.length() == slot.length()) ? keys : null;
            case YES_NO -> keys.matches("[12]") ? (Object) keys.equals("1") : null;
            case CHOICE -> choice(keys, slot);
            case MONEY -> money(keys);
            case DATE -> date(keys, dayFirst);
            case POSTCODE -> keys.matches("\\d{5}") ? keys : null;
            case TEXT, EMAIL -> null;
        };
    }

    private static @Nullable String choice(String keys, Slot slot) {
        int place = keys.matches("[1-9]") ? keys.charAt(0) - '0' : 0;
        return place >= 1 && place <= slot.choices().size() ? slot.choices().get(place - 1) : null;
    }

    private static @Nullable BigDecimal money(String keys) {
        return keys.matches("\\d{1,7}(?:\\*\\d{2})?") ? new BigDecimal(keys.replace('*', '.')).setScale(2) : null;
    }

    /** Eight digits: day, month (or the other way round) and year. */
    private static @Nullable String date(String keys, boolean dayFirst) {
        if (!keys.matches("\\d{8}")) {
            return null;
        }
        int first = Integer.parseInt(keys.substring(0, 2));
        int second = Integer.parseInt(keys.substring(2, 4));
        int year = Integer.parseInt(keys.substring(4));
        try {
            return LocalDate.of(year, dayFirst ? second : first, dayFirst ? first : second)
                    .toString();
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
