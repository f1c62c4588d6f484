package dev.sotto.gateway.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that a Debian package brings. It may be missing, but not where CI=true. */
final class OutsideProgram implements AutoCloseable {
    private final Path log;
    private final Process process;

    private OutsideProgram(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    static void require(String name, String debianPackage) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(name + " is not installed: apt-get install " + debianPackage);
        }
        if (!there) {
            System.err.println("SKIPPED: a test needs " + name + " (Debian package " + debianPackage + ")");
        }
        Assumptions.assumeTrue(there, name + " is not installed");
    }

    /** Runs in {@code folder}, which is its home, too; what it says goes to {@code log.txt} there. */
    static OutsideProgram start(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", folder.toString());
        return new OutsideProgram(log, builder.start());
    }

    void type(String line) throws IOException {
        OutputStream keys = process.getOutputStream();
        keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    String said() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    void awaitSaid(String text) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!said().contains(text)) {
            assertThat(deadline - System.nanoTime())
                    .as("waiting for \"%s\" in: %s", text, said())
                    .isPositive();
            pause(100);
        }
    }

    /** Gives the program time; it is not ours to ask. */
    void pause(long millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    void awaitEnd() throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends: %s", said()).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
