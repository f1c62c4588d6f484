package dev.sotto.loadtest.density;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that any server can need on this machine: a bare echo in C ({@code echo.c} beside this class), compiled here by the
 * system's own {@code cc}. It speaks plain RTP, of whatever format is offered first. Any thread; nothing waits.
 */
public final class EchoLimit {
    /** As the report calls it. */
    public static final String NAME = "bare echo in C";

    private static final Pattern PORT = Pattern.compile("sip (\\d+)");
    private static final long LOOK_MILLIS = 20;
    private static final int LOOKS = 500;

    private final Process process;
    private final Peer peer;

    private EchoLimit(Process process, Peer peer) {
        this.process = process;
        this.peer = peer;
    }

    /** Compiles and starts it. Fails where there is no C compiler. */
    public static Future<EchoLimit> start(Vertx vertx, InetAddress local) {
        return vertx.executeBlocking(EchoLimit::sources)
                .compose(folder -> launch("no C compiler", folder, "cc", "-O2", "echo.c", "-o", "echo")
                        .compose(compiler -> Future.fromCompletionStage(compiler.onExit(), vertx.getOrCreateContext()))
                        .compose(compiled -> compiled.exitValue() == 0
                                ? launch(
                                        "no echo",
                                        folder,
                                        folder.resolve("echo").toString(),
                                        local.getHostAddress())
                                : Future.failedFuture("echo.c could not be compiled: " + told(folder)))
                        .compose(process -> ready(vertx, process, folder, local)));
    }

    private static Path sources() throws IOException {
        Path folder = Files.createTempDirectory("sotto-echo-");
        try (InputStream source = EchoLimit.class.getResourceAsStream("echo.c")) {
            if (source == null) {
                throw new IOException("echo.c is not on the class path");
            }
            Files.copy(source, folder.resolve("echo.c"));
        }
        return folder;
    }

    private static Future<Process> launch(String failure, Path folder, String... command) {
        try {
            return Future.succeededFuture(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("told").toFile())
                    .start());
        } catch (IOException e) {
            return Future.failedFuture(new IOException(failure + ": " + e.getMessage(), e));
        }
    }

    private static Future<EchoLimit> ready(Vertx vertx, Process process, Path folder, InetAddress local) {
        Promise<EchoLimit> ready = Promise.promise();
        int[] looks = new int[1];
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            Matcher port = PORT.matcher(told(folder));
            if (port.find()) {
                vertx.cancelTimer(timer);
                var sip = new InetSocketAddress(local, Integer.parseInt(port.group(1)));
                ready.complete(new EchoLimit(
                        process, new Peer(NAME, sip, "echo", OptionalLong.of(process.pid()), null, true)));
            } else if (!process.isAlive() || ++looks[0] > LOOKS) {
                vertx.cancelTimer(timer);
                process.destroy();
                ready.fail("the echo did not start: " + told(folder));
            }
        });
        return ready.future();
    }

    private static String told(Path folder) {
        try {
            return Files.readString(folder.resolve("told"));
        } catch (IOException e) {
            return "";
        }
    }

    public Peer peer() {
        return peer;
    }

    public void stop() {
        process.destroy();
    }
}
