/**
 * Reads a folder of task files into a {@link dev.sotto.orchestrator.task.Playbook}, or says everything that is wrong with it.
 *
 * <p>In four passes: YAML to {@code Step}s ({@code TaskDraft}, {@code StepReader}, {@code ConsultReader}), steps to a flat
 * program ({@code ProgramCompiler}), the program's paths checked ({@code NameCheck, PathCheck, AssignmentCheck, GateCheck} over
 * one {@code Flow}), and what follows from them for its consults ({@code Ahead}, {@code Rechecks}). Each pass goes on after a
 * mistake, so that one start shows all of them. Begin with {@link dev.sotto.orchestrator.task.parse.PlaybookLoader}.
 *
 * <p>Called once at start, on a worker thread: it reads files.
 */
@NullMarked
package dev.sotto.orchestrator.task.parse;

import org.jspecify.annotations.NullMarked;
