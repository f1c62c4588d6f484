package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A folder of task files that can't be used; the message lists every problem, a line each. */
public final class PlaybookException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    PlaybookException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Errors and warnings in the order of the files. */
    public List<Problem> problems() {
        return problems;
    }
}
