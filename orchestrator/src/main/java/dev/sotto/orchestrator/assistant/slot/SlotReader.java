package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import java.util.Optional;

/** Finds one type of value in a customer's words. Pure and thread-safe. */
@FunctionalInterface
public interface SlotReader {
    /** The value and where it stands; empty when the words hold none, or none that is sure enough. */
    Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules);

    /** The reader of a type. */
    static SlotReader of(SlotType type) {
        return switch (type) {
            case DIGITS -> new DigitsReader();
            case MONEY -> new MoneyReader();
            case DATE -> new DateReader();
            case YES_NO -> new YesNoReader();
            case CHOICE -> new ChoiceReader();
            case TEXT -> new TextReader();
            case EMAIL -> new EmailReader();
            case POSTCODE -> new PostcodeReader();
        };
    }
}
