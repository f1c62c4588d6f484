/**
 * A gateway of the experiment's own: in a process that it may start with its own settings, watch, and kill.
 *
 * <p>The gateway's classes are on this program's class path for that purpose only; none of them is called. Its output goes to a
 * file. It ends with this process, whatever ends that.
 */
@NullMarked
package dev.sotto.loadtest.server;

import org.jspecify.annotations.NullMarked;
