/**
 * Conditions, values and templates of task files, on Apache Commons JEXL with everything locked that a condition does not
 * need: no methods, no {@code new}, no loops, no assignment, no classes; only what maps and lists hold can be read.
 *
 * <p>Numbers are exact: a third of an amount is a decimal, never a binary fraction, and a whole number divided by two keeps
 * its half. What can't be worked out is null, and null is not true.
 *
 * <p>{@link dev.sotto.orchestrator.task.expression.ExpressionCompiler} is used by the task file parser at start; what it
 * makes is immutable and used on any thread.
 */
@NullMarked
package dev.sotto.orchestrator.task.expression;

import org.jspecify.annotations.NullMarked;
