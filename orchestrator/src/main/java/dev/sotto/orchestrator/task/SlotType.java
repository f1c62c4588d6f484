package dev.sotto.orchestrator.task;

/** What kind of answer a slot takes; each has a reader in {@code assistant.slot}. */
public enum SlotType {
    DIGITS,
    MONEY,
    DATE,
    YES_NO,
    CHOICE,
    TEXT,
    EMAIL,
    POSTCODE
}
