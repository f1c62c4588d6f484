/**
 * Virtual people: what they need, what they decide, and how they work at the real desk over its public interface.
 *
 * <p>{@link dev.sotto.loadtest.desk.HumanTimes} and {@link dev.sotto.loadtest.desk.Decisions} say how long a caller's matter takes
 * a person and what they decide, drawn per caller so that two arms of an experiment meet the same people; the old contact centre
 * (package acd) uses them as well. {@link dev.sotto.loadtest.desk.AttentivePerson} has one attention, kept by {@code Screen};
 * {@link dev.sotto.loadtest.desk.VirtualAgent} thinks of everything at once and measures the server. Both have the same socket,
 * {@code DeskLine}. {@link dev.sotto.loadtest.desk.ServerClient} is everybody's REST client. A person's state lives on the context
 * of its socket; the rest may be called on any thread.
 */
@NullMarked
package dev.sotto.loadtest.desk;

import org.jspecify.annotations.NullMarked;
