/**
 * What comes out of an experiment, for a terminal, for a machine (JSON) and for a reader (one HTML file with plots).
 *
 * <p>{@link dev.sotto.loadtest.report.Report} collects: figures, distributions, tables, plots and notes, each under a name that a
 * reader understands without the code. It is written by one thread at the end of a run; {@link
 * dev.sotto.loadtest.report.Distribution} and {@link dev.sotto.loadtest.report.Timeline} take values from any thread while it
 * goes on. Nothing here knows calls, agents or servers.
 */
@NullMarked
package dev.sotto.loadtest.report;

import org.jspecify.annotations.NullMarked;
