package dev.sotto.orchestrator.task.expression;

import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.VariablePaths;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words and expressions in turn. */
final class MixedTemplate implements Template, VariablePaths {
    private final String text;
    private final List<Part> parts;
    private final Set<List<String>> paths;
    private final Set<List<String>> required;
    private final Set<String> variables;

    MixedTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
        Set<List<String>> read = new LinkedHashSet<>();
        Set<List<String>> needed = new LinkedHashSet<>();
        Set<String> tops = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Filled filled) {
                read.addAll(filled.formula().paths());
                if (filled.filters().stream().noneMatch(filter -> filter.name().equals("default"))) {
                    needed.addAll(filled.formula().paths());
                }
                tops.addAll(filled.formula().variables());
            }
        }
        this.paths = Set.copyOf(read);
        this.required = Set.copyOf(needed);
        this.variables = Set.copyOf(tops);
    }

    static MixedTemplate constant(Object value) {
        return new MixedTemplate(Filters.words(value), List.of(new Fixed(value)));
    }

    @Override
    public String render(Map<String, Object> values) {
        StringBuilder rendered = new StringBuilder();
        for (Part part : parts) {
            rendered.append(Filters.words(part.value(values)));
        }
        return rendered.toString();
    }

    @Override
    public @Nullable Object value(Map<String, Object> values) {
        return parts.size() == 1 ? parts.get(0).value(values) : render(values);
    }

    @Override
    public Set<String> variables() {
        return variables;
    }

    @Override
    public Set<List<String>> paths() {
        return paths;
    }

    @Override
    public Set<List<String>> required() {
        return required;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A piece of a template. */
    sealed interface Part {
        @Nullable
        Object value(Map<String, Object> values);
    }

    record Words(String text) implements Part {
        @Override
        public Object value(Map<String, Object> values) {
            return text;
        }
    }

    record Fixed(Object fixed) implements Part {
        @Override
        public Object value(Map<String, Object> values) {
            return fixed;
        }
    }

    record Filled(JexlFormula formula, List<Filters.Applied> filters) implements Part {
        @Override
        public @Nullable Object value(Map<String, Object> values) {
            Object value = formula.evaluate(values);
            for (Filters.Applied filter : filters) {
                value = filter.apply(value, values);
            }
            return value;
        }
    }
}
