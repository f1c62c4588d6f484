package dev.sotto.orchestrator.task.parse;

import dev.sotto.orchestrator.task.Tool;
import java.util.Set;

/**
 * A tool with the shape of its result.
 *
 * @param result names in the result; empty when the file doesn't say
 */
record DeclaredTool(Tool tool, Set<String> result) {}
