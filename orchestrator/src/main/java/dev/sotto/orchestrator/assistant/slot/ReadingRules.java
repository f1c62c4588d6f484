package dev.sotto.orchestrator.assistant.slot;

import java.time.LocalDate;

/**
 * How words are read.
 *
 * @param today for "yesterday"
 * @param dayFirst 3/11 is the third of November, not the eleventh of March
 * @param asked true when the customer was asked for this value: homophones and bare numbers then count
 */
public record ReadingRules(LocalDate today, boolean dayFirst, boolean asked) {}
