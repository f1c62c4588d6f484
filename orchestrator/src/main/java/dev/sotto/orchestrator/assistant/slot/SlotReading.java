package dev.sotto.orchestrator.assistant.slot;

/**
 * A value that was found.
 *
 * @param value in the slot's own type (see {@code Slot})
 * @param from first word of the value
 * @param to word after the last
 */
public record SlotReading(Object value, int from, int to) {}
