package dev.sotto.orchestrator.task.expression;

import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.VariablePaths;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that guards something: it holds unless it is known to be false. A person is asked for an approval unless the
 * amount is certainly small; an amount that nobody knows is not small.
 */
record Unless(Expression condition) implements Expression, VariablePaths {
    @Override
    public @Nullable Object evaluate(Map<String, Object> variables) {
        return test(variables);
    }

    @Override
    public boolean test(Map<String, Object> variables) {
        Object value = condition.evaluate(variables);
        return !(value instanceof Boolean truth) || truth;
    }

    @Override
    public Set<String> variables() {
        return condition.variables();
    }

    @Override
    public Set<List<String>> paths() {
        return VariablePaths.of(condition);
    }

    @Override
    public Set<List<String>> required() {
        return VariablePaths.requiredBy(condition);
    }

    @Override
    public String text() {
        return condition.text();
    }
}
