package dev.sotto.orchestrator.replay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a replay had to assume, each thing once, in the order in which it came up. */
final class Assumptions {
    private final Set<String> all = new LinkedHashSet<>();

    void add(String assumption) {
        all.add(assumption);
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
