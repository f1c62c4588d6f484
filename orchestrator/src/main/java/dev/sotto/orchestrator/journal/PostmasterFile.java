package dev.sotto.orchestrator.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about a server that may be running. Lines: process, data folder, start time, port,
 * socket folder, address, shared memory key, status (PostgreSQL, {@code src/include/utils/pidfile.h}).
 */
record PostmasterFile(Path file, long pid, int port, String status) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty when there is none or it is cut short. */
    static Optional<PostmasterFile> read(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            long pid = Long.parseLong(lines.get(0).strip());
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "starting";
            return Optional.of(new PostmasterFile(file, pid, port, status));
        } catch (NumberFormatException | IndexOutOfBoundsException cutShort) {
            return Optional.of(new PostmasterFile(file, 0, 0, "unreadable"));
        }
    }

    /** False when the process is gone or its number now belongs to another program (a restarted container). */
    boolean isAlive() {
        return pid > 0
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.endsWith("postgres"))
                        .isPresent();
    }

    /** True when the number in it can't be that of a server any more: a living process that is none, or no number. */
    boolean isSomebodyElses() {
        return !isAlive() && (pid <= 0 || ProcessHandle.of(pid).isPresent());
    }

    boolean isStopping() {
        return status.startsWith("stopping");
    }
}
