package dev.sotto.loadtest.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Under what a run was made: without it a figure means nothing.
 *
 * @param command as it was given
 * @param machine processor, cores, memory, system, Java
 * @param loadBefore the machine's load average of the last minute when the run began: what else it was doing; -1 where unknown
 */
public record Circumstances(String command, String machine, Instant began, Duration took, double loadBefore) {
    /** Now, at the beginning of a run. */
    public static Circumstances now(String command) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        String machine = processor() + ", " + system.getAvailableProcessors() + " cores, " + memory() + ", "
                + system.getName() + " " + system.getVersion() + ", Java " + Runtime.version();
        return new Circumstances(command, machine, Instant.now(), Duration.ZERO, system.getSystemLoadAverage());
    }

    /** The same at the end of it. */
    public Circumstances over() {
        return new Circumstances(command, machine, began, Duration.between(began, Instant.now()), loadBefore);
    }

    private static String processor() {
        return first(Path.of("/proc/cpuinfo"), "model name");
    }

    private static String memory() {
        String kilobytes = first(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
        return kilobytes.isEmpty() ? "unknown memory" : Math.round(Long.parseLong(kilobytes) / 1_048_576.0) + " GB";
    }

    private static String first(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // not Linux
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("command", command)
                .put("machine", machine)
                .put("began", began.toString())
                .put("took_s", took.toMillis() / 1_000.0)
                .put("load_before", loadBefore);
    }
}
