package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.tool.ToolCall;
import dev.sotto.orchestrator.tool.ToolResult;
import io.vertx.core.Future;

/** Tools as the runner needs them. */
public interface ToolGate {
    /** Runs a tool; never fails: what went wrong is a {@link ToolResult}. */
    Future<ToolResult> run(ToolCall call);

    /** An approval that the task file itself gives, for exactly this call. */
    Future<String> allow(ToolCall call, String rule);

    /** Takes back what a request's answer granted. False when there was nothing to take back, or it has been used. */
    Future<Boolean> revoke(String guidanceId, String reason);
}
