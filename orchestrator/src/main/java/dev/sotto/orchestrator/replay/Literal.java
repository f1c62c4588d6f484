package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.task.Template;
import java.util.Map;
import java.util.Set;

/** Text with nothing to fill in. */
record Literal(String text) implements Template {
    @Override
    public String render(Map<String, Object> variables) {
        return text;
    }

    @Override
    public Object value(Map<String, Object> variables) {
        return text;
    }

    @Override
    public Set<String> variables() {
        return Set.of();
    }
}
