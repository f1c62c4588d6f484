package dev.sotto.loadtest.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A report as one file that needs nothing beside it: styles and pictures are in it, and the JSON as well. */
final class HtmlReport {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final int MOST_CURVES = 8;

    private final Report report;
    private final Circumstances circumstances;
    private final StringBuilder html = new StringBuilder(65_536);

    private HtmlReport(Report report, Circumstances circumstances) {
        this.report = report;
        this.circumstances = circumstances;
    }

    static String of(Report report, Circumstances circumstances) {
        return new HtmlReport(report, circumstances).page();
    }

    private String page() {
        html.append("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
                .append("<meta name='viewport' content='width=device-width, initial-scale=1'><title>Sotto: ")
                .append(Markup.escaped(report.title()))
                .append("</title><style>")
                .append(resource("report.css"))
                .append("</style></head><body><main>");
        head();
        notes();
        figures();
        report.tables().forEach(this::table);
        report.plots().forEach(plot -> figure(plot, SvgPlot.draw(plot)));
        times();
        setup();
        return html.append("</main></body></html>\n").toString();
    }

    private void head() {
        html.append("<header><p class='kind'>Sotto load test</p><h1>")
                .append(Markup.escaped(report.title()))
                .append("</h1><dl class='run'>");
        item("Command", "<code>" + Markup.escaped(circumstances.command()) + "</code>");
        item(
                "Run",
                MOMENT.format(circumstances.began()) + ", took "
                        + circumstances.took().toSeconds() + " s");
        item("Machine", Markup.escaped(circumstances.machine()));
        item("Load before", Markup.escaped(Numbers.shown(circumstances.loadBefore()) + " (average of a minute)"));
        html.append("</dl></header>");
    }

    private void item(String name, String value) {
        html.append("<dt>").append(name).append("</dt><dd>").append(value).append("</dd>");
    }

    private void notes() {
        if (!report.notes().isEmpty()) {
            html.append("<section class='notes'><h2>To know</h2><ul>");
            report.notes()
                    .forEach(note ->
                            html.append("<li>").append(Markup.escaped(note)).append("</li>"));
            html.append("</ul></section>");
        }
    }

    private void figures() {
        if (!report.figures().isEmpty()) {
            html.append("<section><h2>Figures</h2><table class='figures'><tbody>");
            report.figures()
                    .forEach((name, value) -> html.append("<tr><th>")
                            .append(Markup.escaped(name))
                            .append("</th><td>")
                            .append(Markup.escaped(Numbers.shown(value)))
                            .append("</td></tr>"));
            html.append("</tbody></table></section>");
        }
    }

    private void table(Table table) {
        html.append("<section><h2>")
                .append(Markup.escaped(table.title()))
                .append("</h2><div class='wide'><table><thead><tr>");
        table.columns()
                .forEach(
                        name -> html.append("<th>").append(Markup.escaped(name)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (List<Object> row : table.rows()) {
            html.append("<tr>");
            row.forEach(cell -> html.append(cell instanceof Number ? "<td class='number'>" : "<td>")
                    .append(Markup.escaped(Numbers.shown(cell)))
                    .append("</td>"));
            html.append("</tr>");
        }
        html.append("</tbody></table></div></section>");
    }

    private void figure(Plot plot, String drawing) {
        html.append("<figure><figcaption>").append(Markup.escaped(plot.title())).append("</figcaption>");
        if (plot.series().size() > 1) {
            html.append("<p class='legend'>");
            for (int i = 0; i < plot.series().size(); i++) {
                html.append("<span><i class='s")
                        .append(i)
                        .append("'></i>")
                        .append(Markup.escaped(plot.series().get(i).name()))
                        .append("</span>");
            }
            html.append("</p>");
        }
        html.append(drawing).append("</figure>");
    }

    private void times() {
        Map<String, Distribution> times = report.times();
        if (times.isEmpty()) {
            return;
        }
        Table.Builder rows = Table.of("Times in ms", "what", "count", "p50", "p95", "p99", "max");
        times.forEach((name, distribution) -> {
            List<Object> cells = new ArrayList<>(List.of(name));
            cells.addAll(distribution.cells());
            rows.row(cells.toArray());
        });
        table(rows.build());
        List<Map.Entry<String, Distribution>> counted = times.entrySet().stream()
                .filter(entry -> entry.getValue().count() > 0)
                .toList();
        for (int from = 0; from < counted.size(); from += MOST_CURVES) {
            curves(counted.subList(from, Math.min(counted.size(), from + MOST_CURVES)));
        }
    }

    private void curves(List<Map.Entry<String, Distribution>> some) {
        List<Plot.Series> series = some.stream()
                .map(entry -> entry.getValue().curve(entry.getKey()))
                .toList();
        double most = some.stream()
                .mapToDouble(entry -> 100 - 50.0 / entry.getValue().count())
                .max()
                .orElse(50);
        Plot plot = Plot.lines("Times by percentile", "share of all at most as long", "ms", series);
        figure(plot, SvgPlot.draw(plot, Axis.percentiles(most)));
    }

    private void setup() {
        JsonObject json = report.json().put("run", circumstances.json());
        html.append("<details><summary>Setup, and everything as JSON</summary><pre id='json'>")
                .append(Markup.escaped(json.encodePrettily()))
                .append("</pre></details>");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
