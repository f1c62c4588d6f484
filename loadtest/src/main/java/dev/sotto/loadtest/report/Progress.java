package dev.sotto.loadtest.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What somebody who waits for a run sees: one line that is written over on a terminal, a line every ten seconds elsewhere (a log
 * of CI). Goes to standard error, so that the report can be piped. Any thread.
 */
public final class Progress {
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final int WIDTH = 118;

    private final PrintStream out;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();

    private String lastStage = "";
    private long lastNanos = Long.MIN_VALUE / 2;

    /** To standard error; written over where there is a console. */
    public Progress() {
        this(System.err, System.console() != null);
    }

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Told by a timer of the run, about once a second: which stage it is in and how far. */
    public synchronized void tell(String stage, Supplier<String> how) {
        long now = System.nanoTime();
        boolean news = !stage.equals(lastStage);
        if (!terminal && !news && now - lastNanos < SELDOM.toNanos()) {
            return;
        }
        String line = String.format("%5d s  %s  %s", (now - startNanos) / 1_000_000_000L, stage, how.get());
        if (terminal) {
            out.print((news && !lastStage.isEmpty() ? "\n" : "\r") + pad(line));
            out.flush();
        } else {
            out.println(line);
        }
        lastStage = stage;
        lastNanos = now;
    }

    /** Ends the line: the report follows. */
    public synchronized void done() {
        if (terminal && !lastStage.isEmpty()) {
            out.println();
        }
        lastStage = "";
    }

    private static String pad(String line) {
        return line.length() >= WIDTH ? line.substring(0, WIDTH) : String.format("%-" + WIDTH + "s", line);
    }
}
