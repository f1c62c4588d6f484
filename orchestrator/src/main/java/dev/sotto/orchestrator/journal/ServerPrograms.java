package dev.sotto.orchestrator.journal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code initdb} and {@code pg_ctl} as the right user, with a limit on their time. Blocks: worker threads only. */
final class ServerPrograms {
    private static final long PATIENCE_SECONDS = 90;

    private final Path home;
    private final Path folder;
    private final ServerUser user;

    ServerPrograms(Path home, Path folder, ServerUser user) {
        this.home = home;
        this.folder = folder;
        this.user = user;
    }

    void run(String program, String... arguments) throws IOException, DatabaseException {
        var command = new ArrayList<>(user.prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        // a file, not a pipe: the server inherits it and would keep a pipe open for ever
        Path output = folder.resolve(program + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"))
                .directory(home.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseException(program + " did not end within " + PATIENCE_SECONDS + " s; see " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DatabaseException(program + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new DatabaseException("%s failed (%d): %s"
                    .formatted(
                            program,
                            process.exitValue(),
                            Files.readString(output).strip()));
        }
    }
}
