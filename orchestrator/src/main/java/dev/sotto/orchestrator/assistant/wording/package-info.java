/**
 * Turns what a person whispers into what the assistant says: "tell him he can bring it to any store" becomes "You can bring
 * it to any store."
 *
 * <p>Only form changes: who is spoken to, leading words, capitals, full stop. No fact is added, and what a person says not
 * to tell isn't told.
 *
 * <p>Called by {@code assistant} on any thread. Pure, only the JDK.
 */
@NullMarked
package dev.sotto.orchestrator.assistant.wording;

import org.jspecify.annotations.NullMarked;
