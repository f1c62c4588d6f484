/**
 * Calls to the enterprise's systems over HTTP, and the gate before those that need a person's approval.
 *
 * <p>{@link dev.sotto.orchestrator.tool.ToolRunner} is called by {@code runner}, {@code ApprovalTokens.grant} by
 * {@code broker} (and by {@code runner} for a rule that accepts). An approval is a token in the database, bound to tool,
 * exact arguments and conversation, single use, expiring: checked here and nowhere else, whoever asks. Thread-safe;
 * calls run on one context of the runner's own, results arrive on the caller's.
 */
@NullMarked
package dev.sotto.orchestrator.tool;

import org.jspecify.annotations.NullMarked;
