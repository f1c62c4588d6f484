package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.slot.ReadingRules;
import dev.sotto.orchestrator.assistant.slot.SlotReader;
import dev.sotto.orchestrator.assistant.slot.SlotReading;
import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** "No, the order is 105577": other values for slots that were filled already. */
final class Corrections {
    private static final Pattern CUE = Pattern.compile(
            "^(?:(?:um|uh|oh|well|yes|but|and|hi) ){0,6}(?:no|nope|sorry|actually|wait|hang on|oops|correction|i meant|i mean|i said|my mistake|make that|hold on)\\b"
                    + "|\\b(?:i meant|i mean|actually|correction|rather|instead|my mistake|i (?:gave|told|said) (?:you )?(?:the )?wrong|(?:is|was|that's|it's) (?:wrong|not right|incorrect)|should be|not \\S+ (?:it's|but)|change (?:the|my)|wrong)\\b");
    private static final Set<String> GENERAL =
            Set.of("number", "code", "new", "old", "of", "the", "is", "name", "confirmed", "contact");
    private static final Pattern TEXT_VALUE = Pattern.compile(
            "\\b(?:is|should be|was|to|meant|mean|it's)\\s+(?!wrong|not\\b|incorrect)(\\S.*)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FREE_LEAD = Pattern.compile(
            "(?i)^(?:(?:no|sorry|actually|it's|its|it is|it should be|i meant|i mean|i said|make that|make it"
                    + "|(?:the |my )?(?:new |right |correct )?\\w+ (?:is|should be))[,.]?\\s+){1,8}");

    /** @param slot whose value it is */
    record Correction(Slot slot, SlotReading reading) {}

    private Corrections() {}

    /**
     * The corrected slot, and where its value stands.
     *
     * @param task the task that is being worked on
     */
    static Optional<Correction> read(Words words, Focus focus, @Nullable Task task, ReadingRules rules) {
        if (task == null || words.isEmpty()) {
            return Optional.empty();
        }
        boolean cue = CUE.matcher(words.plain()).find();
        Correction best = null;
        int bestRank = 0;
        for (Slot slot : correctable(focus, task)) {
            boolean named = names(words, slot);
            Optional<SlotReading> reading = value(words, slot, focus, rules, cue, named);
            int rank = named ? 3 : slot.equals(focus.slot()) ? 2 : 1;
            if (reading.isPresent() && rank > bestRank) {
                best = new Correction(slot, reading.get());
                bestRank = rank;
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<Slot> correctable(Focus focus, Task task) {
        List<Slot> slots = new ArrayList<>();
        Slot asked = focus.slot();
        if (focus.yesNo() && asked != null && asked.type() != SlotType.YES_NO) {
            slots.add(asked);
        }
        for (Slot slot : task.slots().values()) {
            if (focus.filled().contains(slot.name()) && slot.type() != SlotType.YES_NO && !slots.contains(slot)) {
                slots.add(slot);
            }
        }
        return slots;
    }

    /** True when the words name the slot: "the order is …" for {@code order_number}. */
    static boolean names(Words words, Slot slot) {
        for (String part : slot.name().split("_")) {
            if (!GENERAL.contains(part) && words.indexOf(part) >= 0) {
                return true;
            }
        }
        return slot.type() == SlotType.EMAIL && words.indexOf("email") >= 0;
    }

    private static Optional<SlotReading> value(
            Words words, Slot slot, Focus focus, ReadingRules rules, boolean cue, boolean named) {
        boolean answersOther = focus.slot() != null && !focus.yesNo() && !named;
        return switch (slot.type()) {
            case DIGITS, EMAIL, POSTCODE -> {
                boolean asked = focus.yesNo() || named && cue;
                boolean heard = focus.yesNo() || cue || named || bare(words, slot, rules);
                yield heard && !(answersOther && sameType(focus, slot))
                        ? SlotReader.of(slot.type()).read(words, slot, asking(rules, asked))
                        : Optional.empty();
            }
            case MONEY, DATE, CHOICE -> {
                boolean meant =
                        focus.yesNo() && (cue || slot.equals(focus.slot())) || cue && named || cue && !answersOther;
                yield meant ? SlotReader.of(slot.type()).read(words, slot, asking(rules, true)) : Optional.empty();
            }
            case TEXT -> text(words, slot, focus, cue, named);
            case YES_NO -> Optional.empty();
        };
    }

    /** A yes-or-no question that says the slot's value: "Shall I send it to 12 Hill Road?" */
    private static boolean readsBack(Focus focus, Slot slot) {
        Slot asked = focus.slot();
        return asked != null
                && asked.type() == SlotType.YES_NO
                && asked.ask().variables().contains(slot.name());
    }

    private static boolean sameType(Focus focus, Slot slot) {
        Slot asked = focus.slot();
        return asked != null && asked.type() == slot.type() && asked.length() == slot.length();
    }

    private static ReadingRules asking(ReadingRules rules, boolean asked) {
        return new ReadingRules(rules.today(), rules.dayFirst(), asked);
    }

    private static boolean bare(Words words, Slot slot, ReadingRules rules) {
        Optional<SlotReading> reading = SlotReader.of(slot.type()).read(words, slot, asking(rules, false));
        return reading.isPresent()
                && words.without(reading.get().from(), reading.get().to()).size() <= 2;
    }

    private static Optional<SlotReading> text(Words words, Slot slot, Focus focus, boolean cue, boolean named) {
        String said = words.original(0, words.size());
        boolean readBack = (focus.yesNo() || readsBack(focus, slot)) && (slot.equals(focus.slot()) || cue);
        Matcher value = TEXT_VALUE.matcher(said);
        if (cue && named && value.find()) {
            return Optional.of(new SlotReading(value.group(1).strip(), 0, words.size()));
        }
        String rest = FREE_LEAD.matcher(said).replaceFirst("").strip();
        boolean lead = rest.length() < said.strip().length();
        return readBack && lead && rest.split("\\s+").length >= 2 && rest.matches(".*\\d.*")
                ? Optional.of(new SlotReading(rest, 0, words.size()))
                : Optional.empty();
    }
}
