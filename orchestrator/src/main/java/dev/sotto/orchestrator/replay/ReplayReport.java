package dev.sotto.orchestrator.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A comparison on paper: as text for people, as plain values for JSON. The same comparison gives the same bytes. */
public final class ReplayReport {
    private static final int COLUMN = 58;
    private static final int MARGIN = 19;

    private final String conversationId;
    private final Comparison comparison;
    private final List<String> assumed;

    public ReplayReport(String conversationId, Comparison comparison, List<String> assumed) {
        this.conversationId = conversationId;
        this.comparison = comparison;
        this.assumed = assumed;
    }

    /** Both timelines side by side, then the figures. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("conversation ").append(conversationId).append(System.lineSeparator());
        line(text, "journal", "replay");
        line(text, "-".repeat(COLUMN), "-".repeat(COLUMN));
        for (Comparison.Row row : comparison.rows()) {
            List<String> left = wrapped(row.journal());
            List<String> right = wrapped(row.replay());
            for (int index = 0; index < Math.max(left.size(), right.size()); index++) {
                line(text, at(left, index), at(right, index));
            }
        }
        return text.append(System.lineSeparator()).append(figures()).toString();
    }

    /** The figures, the differences and the assumptions alone. */
    public String figures() {
        StringBuilder text = new StringBuilder();
        Timeline journal = comparison.journal();
        Timeline replay = comparison.replay();
        figure(text, "", "journal", "replay");
        figure(text, "lasted, s", Comparison.seconds(journal.lasted()), Comparison.seconds(replay.lasted()));
        figure(
                text,
                "longest silence of ours, s",
                Comparison.seconds(journal.longestSilence()),
                Comparison.seconds(replay.longestSilence()));
        figure(text, "outcome", journal.outcome(), replay.outcome());
        consults(journal)
                .forEach((name, ended) -> figure(
                        text,
                        name,
                        Objects.requireNonNull(ended),
                        consults(replay).getOrDefault(name, "not asked")));
        consults(replay).forEach((name, ended) -> {
            if (!consults(journal).containsKey(name)) {
                figure(text, name, "not asked", Objects.requireNonNull(ended));
            }
        });
        list(text, "differences", comparison.differences(), "none");
        list(text, "assumed", assumed, "nothing");
        return text.toString();
    }

    /** For JSON, keys in a fixed order. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("conversation", conversationId);
        values.put("journal", values(comparison.journal()));
        values.put("replay", values(comparison.replay()));
        values.put("differences", comparison.differences());
        values.put("assumed", assumed);
        return values;
    }

    private static Map<String, Object> values(Timeline timeline) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lastedMillis", timeline.lasted().toMillis());
        values.put("longestSilenceMillis", timeline.longestSilence().toMillis());
        values.put("outcome", timeline.outcome());
        values.put(
                "consults",
                timeline.consults().stream().map(ReplayReport::values).toList());
        values.put("calls", timeline.calls());
        values.put(
                "moments", timeline.moments().stream().map(ReplayReport::values).toList());
        return values;
    }

    private static Map<String, Object> values(Timeline.Consult consult) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("guidance", consult.id());
        values.put("point", consult.point());
        values.put("ended", consult.ended());
        values.put("lastedMillis", consult.lasted().toMillis());
        return values;
    }

    private static Map<String, Object> values(Moment moment) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("atMillis", moment.at().toMillis());
        values.put("who", moment.who());
        values.put("what", moment.what());
        return values;
    }

    private static Map<String, String> consults(Timeline timeline) {
        Map<String, String> consults = new LinkedHashMap<>();
        timeline.consults()
                .forEach(consult -> consults.put(
                        Comparison.name(consult),
                        consult.ended() + " after " + Comparison.seconds(consult.lasted()) + " s"));
        return consults;
    }

    private static void figure(StringBuilder text, String name, String journal, String replay) {
        text.append(String.format(Locale.ROOT, "%-30s %-40s %s", name, journal, replay)
                        .stripTrailing())
                .append(System.lineSeparator());
    }

    private static void list(StringBuilder text, String title, List<String> items, String none) {
        text.append(title).append(": ").append(items.isEmpty() ? none : "").append(System.lineSeparator());
        items.forEach(item -> text.append("  ").append(item).append(System.lineSeparator()));
    }

    private static void line(StringBuilder text, String left, String right) {
        text.append(String.format(Locale.ROOT, "%-" + COLUMN + "s | %s", left, right)
                        .stripTrailing())
                .append(System.lineSeparator());
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    /** Time and party in a margin, the words beside them in as many lines as they need. */
    private static List<String> wrapped(@Nullable Moment moment) {
        List<String> lines = new ArrayList<>();
        if (moment == null) {
            return lines;
        }
        String margin = String.format(Locale.ROOT, "%7s %-10s ", Comparison.seconds(moment.at()), moment.who());
        String rest = moment.what().replaceAll("\\s+", " ");
        while (rest.length() > COLUMN - MARGIN) {
            int space = rest.lastIndexOf(' ', COLUMN - MARGIN);
            int end = space <= 0 ? COLUMN - MARGIN : space;
            lines.add(margin + rest.substring(0, end));
            rest = rest.substring(end).strip();
            margin = " ".repeat(MARGIN);
        }
        lines.add(margin + rest);
        return lines;
    }
}
