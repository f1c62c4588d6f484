package dev.sotto.loadtest.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process on this Linux machine has used so far. Its children are not counted: an embedded database isn't the server.
 *
 * @param cpu user and system time ({@code /proc/<pid>/stat}, fields 14 and 15 of proc(5))
 * @param memoryBytes what of its memory is in the machine's: the proportional set size of {@code smaps_rollup}. The resident one
 *     counts a heap three times that a collector maps three times
 */
public record ProcessFigures(Duration cpu, long memoryBytes) {
    public static final ProcessFigures NONE = new ProcessFigures(Duration.ZERO, 0);

    /** USER_HZ: 100 on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    /** As things stand now. Blocks for a moment; throws when there is no such process, or no Linux. */
    public static ProcessFigures of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            return parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("smaps_rollup")));
        } catch (IOException e) {
            throw new IllegalArgumentException("nothing of process " + pid + " can be read here", e);
        }
    }

    /** The name in brackets may hold anything, brackets too: fields are counted from behind the last one. */
    static ProcessFigures parse(String stat, String maps) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        long kilobytes = maps.lines()
                .filter(line -> line.startsWith("Pss:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
        return new ProcessFigures(Duration.ofMillis(TICK_MILLIS * ticks), 1024 * kilobytes);
    }
}
