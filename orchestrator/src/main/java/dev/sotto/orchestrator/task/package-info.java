/**
 * Task files: what the assistant can do, as checked data.
 *
 * <p>A {@link dev.sotto.orchestrator.task.Playbook} is everything that one folder says (persona, tasks, tools, knowledge).
 * Steps are compiled to a flat {@link dev.sotto.orchestrator.task.Program}, so a place in a task is one number that can be
 * journalled, replayed and pointed at in an error message. The model is plain JDK: expressions and templates are
 * interfaces, implemented in {@code task.expression} by a library.
 *
 * <p>Called by the conversation machine (any thread; everything here is immutable) and at start by the parser.
 */
@NullMarked
package dev.sotto.orchestrator.task;

import org.jspecify.annotations.NullMarked;
