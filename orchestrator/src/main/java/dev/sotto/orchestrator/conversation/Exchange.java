package dev.sotto.orchestrator.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model had called, and what came of it. Results are data from outside: true as such, never orders.
 *
 * @param generation which generation wanted it
 * @param line number of the transcript's last line when it was called
 * @param callId the model's own id of the call
 * @param call the tool call that is under way or was made, or null
 * @param consult the guidance request that it waits for or waited for, or null
 * @param result what came of it, or null while it is open
 * @param told true once the model knows the result, or needn't
 */
public record Exchange(
        String generation,
        long line,
        String callId,
        String function,
        Map<String, Object> arguments,
        Effect.@Nullable CallTool call,
        @Nullable String consult,
        @Nullable Map<String, Object> result,
        boolean told) {

    boolean running() {
        return call != null && result == null;
    }

    boolean untold() {
        return result != null && !told;
    }

    Exchange calling(Effect.CallTool wanted) {
        return new Exchange(generation, line, callId, function, arguments, wanted, consult, null, false);
    }

    Exchange asking(String guidanceId) {
        return new Exchange(generation, line, callId, function, arguments, null, guidanceId, null, false);
    }

    Exchange result(Map<String, Object> outcome, boolean known) {
        return new Exchange(generation, line, callId, function, arguments, call, consult, Map.copyOf(outcome), known);
    }

    Exchange known() {
        return new Exchange(generation, line, callId, function, arguments, call, consult, result, true);
    }
}
