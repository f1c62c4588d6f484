/**
 * Experiments: many callers and agents, arriving on a schedule of their own, and what came out as figures.
 *
 * <p>Arrivals are open: the schedule is drawn before the run and never waits for the server, so a slow server is seen as slow
 * (waiting for it would hide exactly the calls that suffer). {@code Calls} talks; lines that are only held have
 * a package of their own ({@code density}).
 */
@NullMarked
package dev.sotto.loadtest.experiment;

import org.jspecify.annotations.NullMarked;
