package dev.sotto.orchestrator.task;

import java.util.List;
import java.util.Set;

/** Says which variables are read, with the properties below them ({@code order.total} is {@code [order, total]}). */
public interface VariablePaths {
    Set<List<String>> paths();

    /** Those of them that must have a value: not the ones behind a {@code default} filter. */
    Set<List<String>> required();

    /** The paths that an expression or template reads; empty for foreign implementations. */
    static Set<List<String>> of(Object reader) {
        return reader instanceof VariablePaths known ? known.paths() : Set.of();
    }

    static Set<List<String>> requiredBy(Object reader) {
        return reader instanceof VariablePaths known ? known.required() : Set.of();
    }
}
