package dev.sotto.loadtest.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux says about a process ({@code /proc}, proc(5)).
 *
 * @param files open descriptors
 * @param sockets those of them that are sockets
 */
record ProcessFacts(int threads, int files, int sockets) {
    /** Blocks for a moment. */
    static ProcessFacts of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        int files = 0;
        int sockets = 0;
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            for (Path one : open.toList()) {
                files++;
                sockets += isSocket(one) ? 1 : 0;
            }
        }
        return new ProcessFacts((int) number(status, "Threads:"), files, sockets);
    }

    /** Some are closed between the look at the list and this. */
    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    static double number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(name.length()).replace("kB", "").strip()))
                .findFirst()
                .orElse(0);
    }
}
