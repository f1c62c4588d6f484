/**
 * Calls to the enterprise's systems over HTTP, and the gate before those that need a person's approval.
 *
 * <p>Called by {@code runner}. An approval is a token in the database, bound to tool, exact arguments and conversation,
 * single use, expiring: checked here and nowhere else, whoever asks.
 */
@NullMarked
package dev.sotto.orchestrator.tool;

import org.jspecify.annotations.NullMarked;
