package dev.sotto.orchestrator.task;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition or value of a task file, compiled once. Pure: no access to anything but the variables. Thread-safe. */
public interface Expression {
    /** The value; null where a variable is unknown. Never throws for what the variables hold: a failure is null. */
    @Nullable
    Object evaluate(Map<String, Object> variables);

    /** {@link #evaluate} as a condition: null, false, zero and empty text are false. */
    boolean test(Map<String, Object> variables);

    /** Names of the top-level variables that are read, for the checker. */
    Set<String> variables();

    /** As it stands in the file. */
    String text();
}
