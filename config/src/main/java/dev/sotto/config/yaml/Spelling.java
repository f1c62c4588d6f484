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

    /** Letters that are changed, missing, too many, or swapped with their neighbour. */
    static int distance(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                table[row][column] = row == 0 || column == 0 ? row + column : cell(table, left, row, right, column);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int cell(int[][] table, String left, int row, String right, int column) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int changed = table[row - 1][column - 1] + (same ? 0 : 1);
        int least = Math.min(changed, Math.min(table[row - 1][column], table[row][column - 1]) + 1);
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(least, table[row - 2][column - 2] + 1) : least;
    }
}
