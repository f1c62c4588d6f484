/**
 * Conversations read again from their journal: what each event caused, and what would have been with other people.
 *
 * <p>{@link dev.sotto.orchestrator.replay.CourseReader} puts what followed from each event beside it, for auditors and
 * integrators. {@link dev.sotto.orchestrator.replay.Simulation} runs a journalled conversation again on virtual time with
 * other delays, answers or policies.
 *
 * <p>Pure and deterministic: no clock, no chance, no Vert.x; the same input gives the same result on any machine. Called by
 * the REST edge and by {@code sotto replay}, on any thread.
 */
@NullMarked
package dev.sotto.orchestrator.replay;

import org.jspecify.annotations.NullMarked;
