package dev.sotto.loadtest.report;

import java.util.List;
import java.util.Map;

/** A report for a terminal: times, figures, tables, notes. */
final class TextReport {
    private static final int NAME = 52;
    private static final int CELL = 40;

    private TextReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder(4_096);
        text.append(report.title()).append("  ").append(report.setup().encode()).append("\n\n");
        times(text, report.times());
        report.figures()
                .forEach((name, value) -> text.append(name(name))
                        .append(' ')
                        .append(value instanceof Double ? Numbers.shown(value) : value)
                        .append('\n'));
        report.tables().forEach(table -> table(text, table));
        if (!report.notes().isEmpty()) {
            text.append('\n');
            report.notes().forEach(note -> text.append("* ").append(note).append('\n'));
        }
        return text.toString().replace("\n", System.lineSeparator());
    }

    private static void times(StringBuilder text, Map<String, Distribution> times) {
        if (times.isEmpty()) {
            return;
        }
        text.append(
                String.format("%s %7s %9s %9s %9s %9s\n", name("times in ms"), "count", "p50", "p95", "p99", "max"));
        times.forEach((name, distribution) ->
                text.append(name(name)).append(' ').append(distribution.row()).append('\n'));
        text.append('\n');
    }

    private static void table(StringBuilder text, Table table) {
        text.append('\n').append(table.title()).append('\n');
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.min(
                    CELL,
                    table.rows().stream()
                            .mapToInt(row -> Numbers.shown(row.get(column)).length())
                            .reduce(table.columns().get(i).length(), Math::max));
        }
        row(text, widths, table.columns());
        table.rows().forEach(row -> row(text, widths, row));
    }

    private static void row(StringBuilder text, int[] widths, List<?> cells) {
        text.append(' ');
        for (int i = 0; i < widths.length; i++) {
            String shown = Numbers.shown(cells.get(i));
            boolean number = cells.get(i) instanceof Number;
            text.append(' ')
                    .append(String.format("%" + (number ? "" : "-") + widths[i] + "s", shown))
                    .append(' ');
        }
        text.append('\n');
    }

    private static String name(String name) {
        return String.format("%-" + NAME + "s", name);
    }
}
