package dev.sotto.loadtest;

import dev.sotto.loadtest.report.Circumstances;
import dev.sotto.loadtest.report.Report;
import dev.sotto.loadtest.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes, for experiments that start their servers themselves or need none. */
final class ReportOptions {
    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            description = "Where the HTML and JSON report of this run go. Default: ${DEFAULT-VALUE}",
            defaultValue = "data/reports")
    private Path folder = Path.of("data/reports");

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to this file as well")
    private @Nullable Path json;

    /** Prints it, and writes its files. */
    void write(Report report, Circumstances begun) throws IOException {
        System.out.println(report);
        Circumstances over = begun.over();
        ReportFiles files = ReportFiles.write(report, over, folder);
        System.out.println("Written: " + files.html() + " and " + files.json().getFileName());
        if (json != null) {
            Files.writeString(json, ReportFiles.json(report, over));
        }
    }
}
