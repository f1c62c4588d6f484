package dev.sotto.gateway.desk;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser of the Debian package, without a window: loads a page, lets its time run, gives its elements back. */
public final class HeadlessChromium {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final int DEADLINE_SECONDS = 60;

    private final Path program;

    private HeadlessChromium(Path program) {
        this.program = program;
    }

    /** Skips the test where there is no Chromium; fails it where there has to be one. */
    public static HeadlessChromium orSkip() {
        var found = PLACES.stream().filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            String missing = "PAGES NOT TESTED: no chromium in " + PLACES + " (Debian: apt-get install chromium)";
            assertTrue(!"true".equals(System.getenv("CI")), missing);
            System.err.println(missing);
            abort(missing);
        }
        return new HeadlessChromium(found.orElseThrow());
    }

    /** The page's elements after {@code virtualMillis} of its own time, in which it never waits for the real clock. */
    String elementsOf(String url, Path folder, int virtualMillis) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(QUIET);
        command.addAll(List.of(
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=" + virtualMillis,
                "--dump-dom",
                url));
        Path elements = folder.resolve("elements.html");
        Path log = folder.resolve("chromium.log");
        Process browser = new ProcessBuilder(command)
                .redirectOutput(elements.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertTrue(
                    browser.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS),
                    () -> "chromium took over " + DEADLINE_SECONDS + " s for " + url + ", its log: " + text(log));
            return Files.readString(elements);
        } finally {
            Stream.concat(browser.descendants(), Stream.of(browser.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** A window that stays, for keys and for the real clock. The caller closes it. */
    public ChromiumWindow window(Path folder, String... flags) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(QUIET);
        command.addAll(List.of(flags));
        command.addAll(
                List.of("--user-data-dir=" + folder.resolve("profile"), "--remote-debugging-port=0", "about:blank"));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("chromium.out").toFile())
                .start();
        return new ChromiumWindow(browser, folder);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
