/**
 * How many people a centre needs, from consult rates and times that were measured or are given: {@code plan}.
 *
 * <p>{@link dev.sotto.loadtest.plan.Staffing} asks Erlang-C for the desk and Erlang-A for the phones, and lets the experiment's model
 * answer the same question. Pure and without state; called by one command on the main thread.
 */
@NullMarked
package dev.sotto.loadtest.plan;

import org.jspecify.annotations.NullMarked;
