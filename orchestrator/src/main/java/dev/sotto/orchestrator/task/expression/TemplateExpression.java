package dev.sotto.orchestrator.task.expression;

import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.VariablePaths;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template where a value is wanted: {@code "{{order.total | money}}"} as a fact on a card. */
record TemplateExpression(Template template) implements Expression, VariablePaths {
    @Override
    public @Nullable Object evaluate(Map<String, Object> variables) {
        return template.value(variables);
    }

    @Override
    public boolean test(Map<String, Object> variables) {
        return JexlFormula.isTrue(evaluate(variables));
    }

    @Override
    public Set<String> variables() {
        return template.variables();
    }

    @Override
    public Set<List<String>> paths() {
        return VariablePaths.of(template);
    }

    @Override
    public Set<List<String>> required() {
        return VariablePaths.requiredBy(template);
    }

    @Override
    public String text() {
        return template.text();
    }
}
