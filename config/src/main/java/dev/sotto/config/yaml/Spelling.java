package dev.sotto.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Spelling {
    private static final int LONGEST = 60;

    private Spelling() {}

    /** The hint for a name that is not among the known ones: the nearest one, or all of them when they are few. */
    public static String hint(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "known: "
                                + String.join(
                                        ", ", known.stream().sorted().limit(20).toList()));
    }

    /** The known name with the fewest letters changed, if they are few for its length. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = plain(name);
        return known.stream()
                .filter(candidate -> distance(wanted, plain(candidate))
                        <= Math.max(1, Math.min(wanted.length(), candidate.length()) / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(wanted, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('-', '_');
        return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    }

    /** Levenshtein's distance. */
    static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                int replaced = previous[column - 1] + change;
                current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
