package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Facts change while a person thinks. Between the approval of a model's call and the call itself, what the model had looked up
 * about the same thing (and the person saw on the card) is looked up again: what is different voids the approval.
 *
 * @param guidanceId the request that was approved
 * @param with the approved arguments
 * @param calls look-ups that have not answered yet
 * @param facts what each of them found before, by its call's id
 */
public record ModelRecheck(
        String guidanceId,
        String token,
        String tool,
        Map<String, Object> with,
        List<Effect.CallTool> calls,
        Map<String, Object> facts) {

    /** False when there is nothing to look up again. */
    static boolean begin(Move move, String guidanceId, Tool tool, Map<String, Object> with, String token) {
        Map<Map<String, Object>, Exchange> latest = new HashMap<>();
        for (Exchange past : move.model.exchanges()) {
            if (isAbout(move, past, with)) {
                latest.put(Map.of("tool", past.function(), "with", past.arguments()), past);
            }
        }
        List<Effect.CallTool> calls = new ArrayList<>();
        Map<String, Object> facts = new HashMap<>();
        for (Exchange past : move.model.exchanges()) {
            if (latest.containsValue(past)) {
                Effect.CallTool call =
                        new Effect.CallTool(move.nextId("t"), past.function(), past.arguments(), null, null);
                calls.add(call);
                facts.put(call.callId(), Objects.requireNonNull(value(past)));
                move.effect(call);
            }
        }
        if (!calls.isEmpty()) {
            move.model = move.model.check(
                    new ModelRecheck(guidanceId, token, tool.name(), with, List.copyOf(calls), Map.copyOf(facts)));
        }
        return !calls.isEmpty();
    }

    private static boolean isAbout(Move move, Exchange past, Map<String, Object> with) {
        Tool tool = move.playbook.tools().get(past.function());
        return tool != null
                && !ModelCalls.changes(tool)
                && value(past) != null
                && past.arguments().values().stream().anyMatch(with::containsValue);
    }

    private static @Nullable Object value(Exchange past) {
        return past.call() == null || past.result() == null
                ? null
                : past.result().get("value");
    }

    private boolean waitsFor(String callId) {
        return calls.stream().anyMatch(call -> call.callId().equals(callId));
    }

    /** A look-up has answered. True when it was one of these. */
    static boolean returned(Move move, Event.ToolReturned event) {
        ModelRecheck check = move.model.rechecks().stream()
                .filter(open -> open.waitsFor(event.callId()))
                .findFirst()
                .orElse(null);
        if (check == null) {
            return false;
        }
        boolean same = event.outcome() == ToolOutcome.SUCCESS
                && event.value().equals(check.facts().get(event.callId()));
        List<Effect.CallTool> left = check.calls().stream()
                .filter(call -> !call.callId().equals(event.callId()))
                .toList();
        ModelRecheck next =
                new ModelRecheck(check.guidanceId(), check.token(), check.tool(), check.with(), left, check.facts());
        move.model = same && !left.isEmpty() ? move.model.check(next) : move.model.checked(check.guidanceId());
        if (!same) {
            ModelConsults.changed(move, check, event);
        } else if (left.isEmpty()) {
            ModelConsults.checked(move, check);
        }
        return true;
    }
}
