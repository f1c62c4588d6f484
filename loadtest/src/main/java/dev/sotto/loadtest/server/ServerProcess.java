package dev.sotto.loadtest.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own. Any thread; nothing blocks but reading its short log while it starts. */
public final class ServerProcess {
    private static final String MAIN = "dev.sotto.gateway.Main";
    private static final Pattern HTTP = Pattern.compile("desk +(http://\\S+)/desk");
    private static final Pattern SIP = Pattern.compile("sip:shop@([0-9.]+):(\\d+)");
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** Room for sound of one gateway each; below the ports that Linux gives to clients by itself. */
    private static final int RTP_PORTS = 5_000;

    private static final int FIRST_RTP_PORT = 11_000;

    private final Vertx vertx;
    private final Process process;
    private final Path data;
    private final Path log;
    private final URI http;
    private final InetSocketAddress sip;

    /**
     * How it is to be started.
     *
     * @param data its data folder; made if it isn't there
     * @param settings environment names and values ({@code SOTTO_...}); ports not named are free ones of 127.0.0.1
     * @param jvm options of its virtual machine, after those of the run command
     */
    public record Plan(Path data, Map<String, String> settings, List<String> jvm) {
        public Plan {
            settings = Map.copyOf(settings);
            jvm = List.copyOf(jvm);
        }

        /** The demo shop on free ports; {@code index} (0 to 3) keeps the sound of several gateways apart. */
        public static Plan shop(Path data, String password, int index) {
            int first = FIRST_RTP_PORT + index * RTP_PORTS;
            return new Plan(
                    data,
                    Map.of("SOTTO_DEMO_PASSWORD", password, "SOTTO_RTP_PORTS", first + "-" + (first + RTP_PORTS - 1)),
                    List.of());
        }

        /** The same with one more setting. */
        public Plan with(String name, String value) {
            Map<String, String> more = new HashMap<>(settings);
            more.put(name, value);
            return new Plan(data, more, jvm);
        }
    }

    private ServerProcess(Vertx vertx, Process process, Path data, Path log, URI http, InetSocketAddress sip) {
        this.vertx = vertx;
        this.process = process;
        this.data = data;
        this.log = log;
        this.http = http;
        this.sip = sip;
    }

    /** Completes when it has said that it is ready; fails with the end of its log when it ends instead. */
    public static Future<ServerProcess> start(Vertx vertx, Plan plan) {
        try {
            Files.createDirectories(plan.data());
            Path log = Files.createTempFile(plan.data(), "gateway-", ".log");
            Process process = launch(plan, log);
            Promise<ServerProcess> ready = Promise.promise();
            long deadline = System.nanoTime() + START.toNanos();
            vertx.setPeriodic(LOOK.toMillis(), timer -> {
                String told = read(log);
                Matcher http = HTTP.matcher(told);
                Matcher sip = SIP.matcher(told);
                if (http.find() && sip.find()) {
                    vertx.cancelTimer(timer);
                    var address = new InetSocketAddress(sip.group(1), Integer.parseInt(sip.group(2)));
                    ready.tryComplete(
                            new ServerProcess(vertx, process, plan.data(), log, URI.create(http.group(1)), address));
                } else if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    vertx.cancelTimer(timer);
                    process.destroyForcibly();
                    ready.tryFail("the gateway did not start:\n" + end(told));
                }
            });
            return ready.future();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private static Process launch(Plan plan, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // as the run command does; see the gateway's pom
        command.addAll(List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dsotto.stop-with-parent=" + ProcessHandle.current().pid(),
                "-XX:+UseZGC"));
        command.addAll(plan.jvm());
        command.add(MAIN);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SOTTO_"));
        environment.put("SOTTO_HTTP_PORT", "0");
        environment.put("SOTTO_SIP_PORT", "0");
        environment.put("SOTTO_DATA", plan.data().toAbsolutePath().toString());
        environment.putAll(plan.settings());
        environment.put(
                "CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return builder.start();
    }

    public URI http() {
        return http;
    }

    /** Where it listens for SIP by UDP and TCP. */
    public InetSocketAddress sip() {
        return sip;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** What it has printed. */
    public Path log() {
        return log;
    }

    /** Its generated API key. */
    public String apiKey() throws IOException {
        return Files.readString(data.resolve("api-key")).strip();
    }

    /** As {@code kill -9}: nothing of it ends in order, the embedded database's processes live on. */
    public Future<Void> kill() {
        process.destroyForcibly();
        return ended();
    }

    /** As {@code kill}: it takes nothing new, ends its calls, its database ends as well. Forced when that takes too long. */
    public Future<Void> stop() {
        process.destroy();
        long timer = vertx.setTimer(GRACE.toMillis(), late -> process.destroyForcibly());
        return ended().onComplete(over -> vertx.cancelTimer(timer));
    }

    private Future<Void> ended() {
        return Future.fromCompletionStage(process.onExit(), vertx.getOrCreateContext())
                .mapEmpty();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    private static String end(String told) {
        return told.substring(Math.max(0, told.length() - 3_000));
    }
}
