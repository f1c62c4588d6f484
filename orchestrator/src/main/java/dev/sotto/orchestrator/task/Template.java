package dev.sotto.orchestrator.task;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text with {@code {{expression | filter}}} in it, compiled once. Thread-safe. */
public interface Template {
    /** The text with every expression filled in; unknown values become empty text. */
    String render(Map<String, Object> variables);

    /** The typed value where the template is one single expression, else {@link #render}. */
    @Nullable
    Object value(Map<String, Object> variables);

    /** Names of the top-level variables that are read. */
    Set<String> variables();

    /** As it stands in the file. */
    String text();
}
