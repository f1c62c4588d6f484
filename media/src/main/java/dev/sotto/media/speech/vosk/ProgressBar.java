package dev.sotto.media.speech.vosk;

import java.io.PrintStream;
import java.util.Locale;

/** A line that shows how far it is. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final double MEGA = 1_000_000;

    private final PrintStream out;
    private String shown = "";

    ProgressBar(PrintStream out) {
        this.out = out;
    }

    /** {@code total} is negative when it isn't known. */
    void at(long bytes, long total) {
        String line = total <= 0 ? String.format(Locale.ROOT, "%.0f MB", bytes / MEGA) : bar(bytes, total);
        if (!line.equals(shown)) {
            shown = line;
            out.print("\r" + line);
            out.flush();
        }
    }

    private static String bar(long bytes, long total) {
        int filled = (int) (WIDTH * bytes / total);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %% of %.1f MB",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                100 * bytes / total,
                total / MEGA);
    }

    void done() {
        if (!shown.isEmpty()) {
            out.println();
        }
    }
}
