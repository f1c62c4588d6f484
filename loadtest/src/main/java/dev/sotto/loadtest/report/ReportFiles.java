package dev.sotto.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A run's two files.
 *
 * @param json for machines: everything that the report holds, and the run's circumstances under {@code run}
 * @param html for readers: one file that needs nothing beside it
 */
public record ReportFiles(Path json, Path html) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** Writes both into the folder, which is made, under the experiment's name and the moment at which it began. Blocks. */
    public static ReportFiles write(Report report, Circumstances circumstances, Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = report.title().replaceAll("[^A-Za-z0-9]+", "-") + "-" + STAMP.format(circumstances.began());
        ReportFiles files = new ReportFiles(folder.resolve(name + ".json"), folder.resolve(name + ".html"));
        Files.writeString(files.json(), json(report, circumstances));
        Files.writeString(files.html(), HtmlReport.of(report, circumstances));
        return files;
    }

    /** What stands in the JSON file. */
    public static String json(Report report, Circumstances circumstances) {
        return report.json().put("run", circumstances.json()).encodePrettily() + System.lineSeparator();
    }
}
