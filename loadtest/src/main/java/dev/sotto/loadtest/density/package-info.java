/**
 * How many lines a server can hold, and what each of them costs.
 *
 * <p>Callers ({@link dev.sotto.loadtest.phone.HeldLines}) dial a line that only plays or echoes and keep it, speaking a mix of
 * formats over lines that are as bad as is wanted. The number of calls grows in steps; at each of them some seconds are counted in
 * which no call begins or ends: packets at the callers, CPU time and memory of the server's process, and the server's own figures
 * where it has ours. Several servers can be measured in one run, one after the other at each step, so that a ratio is of one
 * machine and one hour.
 *
 * <p>{@link dev.sotto.loadtest.density.Density} is the experiment, {@code Target} one server in it, {@code Step} what one server
 * showed at one number of calls, {@code DensityReport} what a reader gets. All of it lives on Vert.x' futures and may be called on
 * any thread; nothing waits.
 */
@NullMarked
package dev.sotto.loadtest.density;

import org.jspecify.annotations.NullMarked;
