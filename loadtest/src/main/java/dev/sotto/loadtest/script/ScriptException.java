package dev.sotto.loadtest.script;

import dev.sotto.config.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Callers' files that can't be used; the message lists every problem, a line each. */
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ScriptException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Errors and warnings in the order of the files. */
    public List<Problem> problems() {
        return problems;
    }
}
