/**
 * The experiment with two contact centres: the same callers, the same people, and at the same points of the same tasks once a
 * question to a person in the background ({@code consult}) and once a transfer to that person ({@code escalate}).
 *
 * <p>Read in this order: {@link dev.sotto.loadtest.centre.CallerStream} draws the callers, {@link
 * dev.sotto.loadtest.centre.ArmTasks} makes the second arm's task files out of the first's, {@link
 * dev.sotto.loadtest.centre.Centre} runs both against gateways of its own, {@link dev.sotto.loadtest.centre.Course} is what one
 * caller went through, {@link dev.sotto.loadtest.centre.Metric} turns courses into figures, {@link
 * dev.sotto.loadtest.centre.Model} plays the same in virtual time to see where the advantage ends. Everything but {@code Centre}
 * and its arms is pure; these live on Vert.x contexts and are used by one command.
 */
@NullMarked
package dev.sotto.loadtest.centre;

import org.jspecify.annotations.NullMarked;
