/**
 * The conversation machine: state and event in, state and effects out.
 *
 * <p>Only the JDK: no clock, no randomness, no Vert.x (an ArchUnit test keeps it so). Time and ids come in with events.
 * Whoever has the events of a conversation in order can therefore rebuild it exactly, which is how a conversation
 * survives {@code kill -9}. Effects are performed by {@code runner.EffectRunner}.
 */
@NullMarked
package dev.sotto.orchestrator.conversation;

import org.jspecify.annotations.NullMarked;
