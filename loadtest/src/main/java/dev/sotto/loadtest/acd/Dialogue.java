package dev.sotto.loadtest.acd;

import java.util.List;
import java.util.Set;

/**
 * How people deal with a kind of matter.
 *
 * @param name of the file
 * @param intents that it is for
 * @param acts from the greeting to the goodbye
 */
record Dialogue(String name, Set<String> intents, List<Act> acts) {
    Dialogue {
        intents = Set.copyOf(intents);
        acts = List.copyOf(acts);
    }
}
