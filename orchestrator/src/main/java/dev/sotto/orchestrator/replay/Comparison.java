package dev.sotto.orchestrator.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two timelines of one conversation, side by side.
 *
 * @param rows in order; both sides of a row are the same thing, or one is null
 * @param differences what came out differently, in words; empty when nothing did
 */
public record Comparison(Timeline journal, Timeline replay, List<Row> rows, List<String> differences) {
    /** What stands side by side. */
    public record Row(@Nullable Moment journal, @Nullable Moment replay) {}

    public static Comparison of(Timeline journal, Timeline replay) {
        return new Comparison(journal, replay, rows(journal.moments(), replay.moments()), differences(journal, replay));
    }

    /** Longest common subsequence: what is the same stands side by side, however far apart in time. */
    private static List<Row> rows(List<Moment> left, List<Moment> right) {
        int[][] common = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                common[i][j] = left.get(i).isSameAs(right.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Row> rows = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left.get(i).isSameAs(right.get(j))) {
                rows.add(new Row(left.get(i++), right.get(j++)));
            } else if (j == right.size() || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
                rows.add(new Row(left.get(i++), null));
            } else {
                rows.add(new Row(null, right.get(j++)));
            }
        }
        return List.copyOf(rows);
    }

    private static List<String> differences(Timeline journal, Timeline replay) {
        List<String> differences = new ArrayList<>();
        differ(differences, "outcome", journal.outcome(), replay.outcome());
        Map<String, String[]> consults = new LinkedHashMap<>();
        journal.consults()
                .forEach(consult -> consults.computeIfAbsent(name(consult), key -> new String[2])[0] = consult.ended());
        replay.consults()
                .forEach(consult -> consults.computeIfAbsent(name(consult), key -> new String[2])[1] = consult.ended());
        consults.forEach((name, ended) -> differ(differences, name, said(ended[0]), said(ended[1])));
        for (String call : journal.calls()) {
            if (!replay.calls().contains(call)) {
                differences.add("only in the journal: " + call);
            }
        }
        for (String call : replay.calls()) {
            if (!journal.calls().contains(call)) {
                differences.add("only in the replay: " + call);
            }
        }
        return List.copyOf(differences);
    }

    private static void differ(List<String> differences, String what, String before, String after) {
        if (!before.equals(after)) {
            differences.add(what + ": " + before + " -> " + after);
        }
    }

    private static String said(@Nullable String ended) {
        return ended == null ? "not asked" : ended;
    }

    static String name(Timeline.Consult consult) {
        return consult.point().isEmpty() ? consult.id() : consult.id() + " " + consult.point();
    }

    /** Seconds with one decimal, as all tables here have them. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
    }
}
