/**
 * Calls to the enterprise's systems over HTTP, and the gate before those that need a person's approval.
 *
 * <p>{@link dev.sotto.orchestrator.tool.ToolRunner} is called by {@code runner}, {@code ApprovalTokens.grant} by
 * {@code broker} (and by {@code runner} for a rule that accepts), {@code revoke} by {@code runner}. An approval is a token in
 * the database, bound to tool, exact arguments, conversation and customer, single use, expiring: checked here before a call
 * goes out, whoever asks, and by signature in the tool's own service if it wants to. Thread-safe; calls run on one context of
 * the runner's own, results arrive on the caller's.
 */
@NullMarked
package dev.sotto.orchestrator.tool;

import org.jspecify.annotations.NullMarked;
