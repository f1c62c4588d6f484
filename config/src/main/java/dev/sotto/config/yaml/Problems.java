package dev.sotto.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it can be reported at once. One thread. */
public final class Problems {
    /** More than this many say nothing new. */
    static final int MOST = 500;

    private final List<Problem> found = new ArrayList<>();

    public void error(Place at, String message, String hint) {
        add(new Problem(at, Problem.Severity.ERROR, message, hint));
    }

    public void warning(Place at, String message, String hint) {
        add(new Problem(at, Problem.Severity.WARNING, message, hint));
    }

    private void add(Problem problem) {
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** Everything so far, in the order of the files. */
    public List<Problem> all() {
        return found.stream().sorted(Comparator.comparing(Problem::at)).toList();
    }
}
