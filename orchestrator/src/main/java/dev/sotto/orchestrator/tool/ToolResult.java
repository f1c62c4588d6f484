package dev.sotto.orchestrator.tool;

import java.util.Map;

/** How a tool call ended. Only {@link Success} means that it was done. */
public sealed interface ToolResult {
    record Success(Map<String, Object> value) implements ToolResult {}

    /** The system answered that there is no such thing (404). */
    record NotFound() implements ToolResult {}

    /** The system refused (other 4xx), with its reason. */
    record Rejected(String reason) implements ToolResult {}

    /** No answer, or 5xx, after all retries: whether it happened is not known. */
    record Failed(String reason) implements ToolResult {}

    /** The gate did not open: no approval, used, expired, or for other arguments. The system was not called. */
    record Refused(String reason) implements ToolResult {}
}
