package dev.sotto.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.report.Plot.Point;
import dev.sotto.loadtest.report.Plot.Series;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final Circumstances RUN = new Circumstances(
            "loadtest sample --seed 1", "a machine, 2 cores", Instant.EPOCH, Duration.ofSeconds(90), 0.25);

    private static Report sample() {
        Distribution replies = new Distribution();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            replies.record(Duration.ofMillis(200 + (long) (150 / (random.nextDouble() + 0.02))));
        }
        Plot growth = Plot.lines(
                        "Calls per core",
                        "calls at once",
                        "calls per core",
                        List.of(
                                Series.of("Sotto", List.of(Point.of(50, 904), new Point(1_000, 1_400, 1_350, 1_450))),
                                Series.of("other <server>", List.of(Point.of(50, 240), Point.of(1_000, 250)))))
                .mark("aim", 1_250);
        Plot bars = Plot.bars(
                "Ratios",
                "",
                "escalate / consult",
                List.of(new Series(
                        "ratio", List.of(new Point(0, 4.2, 3.9, 4.6), Point.of(1, 0.9)), List.of("time", "cost"))));
        Table table = Table.of("Assumptions", "what", "value", "source")
                .row("reading", 238, "Brysbaert 2019")
                .row("<script>alert(1)</script>", 0.25, "nobody & \"none\"")
                .build();
        return new Report("sample", new JsonObject().put("calls", 3))
                .time("turn -> reply", replies)
                .time("nothing seen", new Distribution())
                .figure("calls", "{completed=3}")
                .figure("late ratio", 0.000_012)
                .table(table)
                .plot(growth)
                .plot(bars)
                .plot(Plot.points("Empty", "x", "y", List.of(Series.of("none", List.of()))))
                .note("Measured under nothing.");
    }

    private static List<Document> drawings(String html) throws Exception {
        List<Document> all = new ArrayList<>();
        Matcher matcher = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
        while (matcher.find()) {
            all.add(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(matcher.group()))));
        }
        return all;
    }

    @Test
    void everyPictureIsWellFormedAndInsideItsFrame() throws Exception {
        List<Document> drawings = drawings(HtmlReport.of(sample(), RUN));

        assertThat(drawings).hasSize(4);
        for (Document drawing : drawings) {
            var circles = drawing.getElementsByTagName("circle");
            for (int i = 0; i < circles.getLength(); i++) {
                Element circle = (Element) circles.item(i);
                assertThat(Double.parseDouble(circle.getAttribute("cx"))).isBetween(0.0, 760.0);
                assertThat(Double.parseDouble(circle.getAttribute("cy"))).isBetween(0.0, 340.0);
            }
        }
        assertThat(drawings.get(0).getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(drawings.get(1).getElementsByTagName("rect").getLength()).isEqualTo(2);
    }

    @Test
    void nothingIsFetchedAndNothingOfTheTextIsMarkup() {
        String html = HtmlReport.of(sample(), RUN);

        assertThat(html)
                .doesNotContain("<script>", "src=", "href=", "@import", "http://", "https://")
                .contains("&lt;script&gt;", "other &lt;server&gt;", "nobody &amp; &quot;none&quot;", "took 90 s");
    }

    @Test
    void bothFilesAreWrittenAndTheJsonHoldsEverything(@TempDir Path folder) throws IOException {
        ReportFiles files = ReportFiles.write(sample(), RUN, folder.resolve("new"));

        JsonObject json = new JsonObject(Files.readString(files.json()));
        assertThat(files.html()).exists().hasFileName("sample-19700101-000000.html");
        assertThat(json.getJsonObject("run").getString("command")).isEqualTo("loadtest sample --seed 1");
        assertThat(json.getJsonObject("times").getJsonObject("turn_reply").getInteger("count"))
                .isEqualTo(1_000);
        assertThat(json.getJsonArray("tables").getJsonObject(0).getJsonArray("rows"))
                .hasSize(2);
        assertThat(json.getJsonArray("plots").getJsonObject(0).getJsonArray("series"))
                .hasSize(2);
        assertThat(json.getJsonArray("notes")).containsExactly("Measured under nothing.");
    }

    @Test
    void terminalShowsTablesAndNotes() {
        assertThat(sample().toString())
                .contains("turn -> reply", "Assumptions", "Brysbaert 2019", "* Measured under nothing.");
    }
}
