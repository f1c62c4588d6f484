package dev.sotto.orchestrator.journal;

import org.jspecify.annotations.Nullable;

/**
 * Words that an event made us say.
 *
 * @param line its number in the transcript; null for a sentence that was kept back because its claim had no cause
 * @param party {@code assistant} or {@code agent}
 * @param cause why it may be said
 */
public record SaidLine(@Nullable Long line, String party, String text, String cause) {}
