package dev.sotto.gateway;

import dev.sotto.orchestrator.runner.ToolGate;
import dev.sotto.orchestrator.tool.ApprovalTokens;
import dev.sotto.orchestrator.tool.GrantedApproval;
import dev.sotto.orchestrator.tool.ToolCall;
import dev.sotto.orchestrator.tool.ToolResult;
import dev.sotto.orchestrator.tool.ToolRunner;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;

/** The tool runner and the approvals that task files give by their own rules. Thread-safe. */
record GatedTools(ToolRunner runner, ApprovalTokens tokens, InstantSource clock) implements ToolGate {
    private static final Duration RULE_LIFE = Duration.ofMinutes(2);

    @Override
    public Future<ToolResult> run(ToolCall call) {
        return runner.run(call);
    }

    @Override
    public Future<String> allow(ToolCall call, String rule) {
        return tokens.grant(GrantedApproval.byRule(call, rule, clock.instant().plus(RULE_LIFE)));
    }

    @Override
    public Future<Boolean> revoke(String guidanceId, String reason) {
        return tokens.revoke(guidanceId, reason);
    }
}
