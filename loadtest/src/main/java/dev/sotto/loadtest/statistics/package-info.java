/**
 * How sure a figure is, and what queueing theory says about queues of people.
 *
 * <p>{@link dev.sotto.loadtest.statistics.Interval} is a value with its 95 % confidence interval; {@link
 * dev.sotto.loadtest.statistics.Replicates} makes one from the replicates of an experiment (its seeds), {@link
 * dev.sotto.loadtest.statistics.Erlang} holds the formulas of Erlang and Palm. Pure arithmetic without state, on any thread;
 * distributions are those of Apache Commons Statistics. Used by {@code centre} and {@code plan}.
 */
@NullMarked
package dev.sotto.loadtest.statistics;

import org.jspecify.annotations.NullMarked;
