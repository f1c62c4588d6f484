package dev.sotto.loadtest.experiment;

import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.script.CallerScript;
import dev.sotto.loadtest.script.Cast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Who calls as which number, drawn before the run. */
public final class Mix {
    private Mix() {}

    /** A script for each of {@code calls} callers: in random order, but kinds of them in equal parts. Naming one twice doubles its share. */
    public static List<Script> draw(List<CallerScript> kinds, int calls, RandomGenerator random) {
        return inOrder(kinds, calls, random).stream()
                .map(kind -> kind.draw(Cast.of(random.nextLong())))
                .toList();
    }

    static <T> List<T> inOrder(List<T> wanted, int calls, RandomGenerator random) {
        List<T> mixed = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            mixed.add(wanted.get(i % wanted.size()));
        }
        for (int i = calls - 1; i > 0; i--) {
            Collections.swap(mixed, i, random.nextInt(i + 1));
        }
        return mixed;
    }
}
