package dev.sotto.loadtest;

import dev.sotto.gateway.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, which can be killed. */
final class ForkedGateway {
    private static final Pattern DESK = Pattern.compile("(http://\\S+)/desk");

    /** A whole gateway with a new database, on a machine that is busy with other tests. */
    private static final Duration START = Duration.ofMinutes(4);

    private final Process process;
    final URI http;

    private ForkedGateway(Process process, URI http) {
        this.process = process;
        this.http = http;
    }

    /** Starts one on that data folder and waits until it has told its address. */
    static ForkedGateway start(Path data) {
        return start(data, Map.of());
    }

    /** The same with more settings. */
    static ForkedGateway start(Path data, Map<String, String> more) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "gateway-", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.awt.headless=true",
                            Main.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SOTTO_"));
            builder.environment().putAll(House.environment(data));
            builder.environment().put("SOTTO_SPEECH_RECOGNIZER", "none");
            builder.environment().putAll(more);
            builder.environment().put("CLASSPATH", classPath());
            Process process = builder.start();
            String told =
                    House.eventually(() -> read(log), text -> DESK.matcher(text).find() || !process.isAlive(), START);
            Matcher desk = DESK.matcher(told);
            if (!desk.find()) {
                process.destroy();
                throw new AssertionError("the gateway did not start:\n" + told);
            }
            return new ForkedGateway(process, URI.create(desk.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(';', File.pathSeparatorChar);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** As {@code kill}: the database ends as well. */
    void stop() {
        process.destroy();
        ended();
    }

    private void ended() {
        try {
            if (!process.waitFor(House.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the gateway does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
