/**
 * Reads typed values out of what customers say: digits, money, dates, yes and no, choices, e-mail, postcodes, text.
 *
 * <p>Words come typed ("It's 482-913.") or from a recogniser (lower case, no punctuation, wrong homophones: "for eight to
 * nine one tree"). A reader is strict where nobody asked for its value and lenient where somebody did
 * ({@link ReadingRules#asked()}); what it is not sure of is no value, because a wrong value costs a customer more than
 * being asked again.
 *
 * <p>Called by {@code assistant} on any thread. Pure, only the JDK; today comes in as an argument.
 */
@NullMarked
package dev.sotto.orchestrator.assistant.slot;

import org.jspecify.annotations.NullMarked;
