/**
 * Ten thousand visitors of the chat, over real WebSockets: what a turn takes, what an idle visitor costs, and what happens when
 * all of them come back at once.
 *
 * <p>{@code ChatLine} is one visitor's line (hello, resume, saying again what was not acknowledged), {@code Visitor} the person on
 * it with at most one turn under way, {@code Crowd} all of them. {@code TurnSchedule} is drawn before the run and
 * {@code TurnPlayer} plays it whatever the server does: times count from when a turn was due. {@code ChatLoad} is the experiment.
 *
 * <p>Thread: one event loop for everything, so that ten thousand visitors cost one core at most; the process's memory is asked for
 * on the worker pool.
 */
@NullMarked
package dev.sotto.loadtest.chat;

import org.jspecify.annotations.NullMarked;
