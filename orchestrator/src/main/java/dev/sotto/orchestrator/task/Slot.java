package dev.sotto.orchestrator.task;

import java.util.List;

/**
 * Something a task needs to know.
 *
 * <p>Values by type: DIGITS, TEXT, EMAIL, POSTCODE and CHOICE are {@code String}; MONEY is {@code BigDecimal}; DATE is
 * {@code LocalDate} in ISO form as {@code String}; YES_NO is {@code Boolean}.
 *
 * @param length number of digits for DIGITS, 0 when open
 * @param choices what CHOICE may be; empty otherwise
 * @param ask the question
 * @param confirm true when a value that was spoken is read back and confirmed (always true for spoken DIGITS, EMAIL and
 *     POSTCODE; the parser sets it)
 * @param sensitive true when nothing is recorded from the question until the answer has been taken
 */
public record Slot(
        String name,
        SlotType type,
        int length,
        List<String> choices,
        Template ask,
        boolean confirm,
        boolean sensitive,
        Position at) {
    /** One that may be recorded. */
    public Slot(
            String name, SlotType type, int length, List<String> choices, Template ask, boolean confirm, Position at) {
        this(name, type, length, choices, ask, confirm, false, at);
    }
}
