package dev.sotto.orchestrator.tool;

/** What the runner tells whoever measures it. */
@FunctionalInterface
public interface ToolMeters {
    ToolMeters NONE = (tool, result, nanos) -> {};

    /** A call ended; {@code result} is the simple name of its {@link ToolResult}. */
    void called(String tool, String result, long nanos);
}
