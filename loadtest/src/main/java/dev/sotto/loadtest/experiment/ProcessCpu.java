package dev.sotto.loadtest.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time of a process on Linux, user and system, from {@code /proc/<pid>/stat} (fields 14 and 15 of proc(5)). */
public final class ProcessCpu {
    /** USER_HZ: 100 on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    private ProcessCpu() {}

    public static Duration used(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new IllegalArgumentException("no CPU time of process " + pid + " can be read here", e);
        }
    }

    /** The name in brackets may hold anything, brackets too: fields are counted from behind the last one. */
    static Duration parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis(TICK_MILLIS * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
    }
}
