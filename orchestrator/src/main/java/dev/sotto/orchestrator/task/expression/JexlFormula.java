package dev.sotto.orchestrator.task.expression;

import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.VariablePaths;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlScript;
import org.jspecify.annotations.Nullable;

/** An expression that JEXL has compiled. */
final class JexlFormula implements Expression, VariablePaths {
    private final String text;
    private final JexlScript script;
    private final Set<List<String>> paths;
    private final Set<String> variables;

    JexlFormula(String text, JexlScript script) {
        this.text = text;
        this.script = script;
        Set<List<String>> read = new LinkedHashSet<>();
        Set<String> tops = new LinkedHashSet<>();
        for (List<String> path : script.getVariables()) {
            read.add(List.copyOf(path));
            tops.add(path.get(0));
        }
        this.paths = Set.copyOf(read);
        this.variables = Set.copyOf(tops);
    }

    @Override
    public @Nullable Object evaluate(Map<String, Object> values) {
        try {
            Object value = script.execute(new Values(values));
            return value instanceof Object[] array ? List.of(array) : value;
        } catch (RuntimeException unknown) {
            // A variable that isn't there, null in a sum, text where a number is needed: not known.
            return null;
        }
    }

    @Override
    public boolean test(Map<String, Object> values) {
        return isTrue(evaluate(values));
    }

    static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof BigDecimal number) {
            return number.signum() != 0;
        }
        if (value instanceof BigInteger number) {
            return number.signum() != 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof CharSequence words) {
            return words.length() > 0;
        }
        if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        }
        return value != null;
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
        return paths;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Variables that can be read and not written; one that is not there is null. */
    private record Values(Map<String, Object> values) implements JexlContext {
        @Override
        public @Nullable Object get(String name) {
            return values.get(name);
        }

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public void set(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }
    }
}
