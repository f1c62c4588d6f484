/**
 * Reads a folder of task files into a {@link dev.sotto.orchestrator.task.Playbook}, or says everything that is wrong with it.
 *
 * <p>In four passes: YAML to {@code Step}s ({@code TaskReader}, {@code StepReader}), steps to a flat program
 * ({@code ProgramCompiler}), the program's paths checked ({@code FlowCheck}: variables, approvals, loops, unreachable steps),
 * and the tasks against each other ({@code PlaybookCheck}). Each pass goes on after a mistake, so that one start shows
 * all of them. Begin with {@link dev.sotto.orchestrator.task.parse.PlaybookLoader}.
 *
 * <p>Called once at start, on a worker thread: it reads files.
 */
@NullMarked
package dev.sotto.orchestrator.task.parse;

import org.jspecify.annotations.NullMarked;
