package dev.sotto.loadtest;

import dev.sotto.config.SettingsException;
import dev.sotto.config.SettingsLoader;
import dev.sotto.gateway.Banner;
import dev.sotto.gateway.Gateway;
import dev.sotto.gateway.Meters;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Telephone;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One whole gateway for all tests of this JVM, started at the first use and stopped with the JVM, and a telephone to it. */
final class House {
    static final String PASSWORD = "whisper-quietly";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final class Holder {
        static final House HOUSE = open();
    }

    final Vertx vertx;
    final Banner banner;
    final ServerClient nobody;
    final ServerClient integrator;
    final Voice voice = new Voice();
    final Telephone telephone;

    private House(Vertx vertx, Gateway gateway) {
        this.vertx = vertx;
        this.banner = awaitLong(gateway.start());
        this.nobody = ServerClient.of(vertx, URI.create("http://127.0.0.1:" + banner.httpPort()));
        this.integrator = nobody.as(gateway.apiKey().value());
        this.telephone = await(Telephone.open(vertx, voice, banner.sip(), InetAddress.getLoopbackAddress()));
    }

    static House get() {
        return Holder.HOUSE;
    }

    private static House open() {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "house-");
            var settings = new SettingsLoader(environment(data)).load();
            Vertx server = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
            Gateway gateway = new Gateway(server, settings, new Meters(), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(gateway.stop())));
            return new House(Vertx.vertx(new VertxOptions().setPreferNativeTransport(true)), gateway);
        } catch (IOException | SettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Settings of a gateway that collides with nobody's. */
    static Map<String, String> environment(Path data) {
        return Map.of(
                "SOTTO_HTTP_PORT", "0",
                "SOTTO_SIP_PORT", "0",
                "SOTTO_RTP_PORTS", "42000-43999",
                "SOTTO_DEMO_PASSWORD", PASSWORD,
                "SOTTO_DATA", data.toAbsolutePath().toString());
    }

    /** How a gateway in a process of its own is started, which hears keys only: it starts faster. */
    static ServerProcess.Plan plan(Path data) {
        return ServerProcess.Plan.shop(data, PASSWORD, 3).with("SOTTO_SPEECH_RECOGNIZER", "none");
    }

    /** A caller on the line, who plays {@code script} once answered. */
    VirtualCaller call(Script script) {
        return await(telephone.call("shop", script));
    }

    VirtualCaller talk(Script script) {
        voice.learn(script);
        return call(script);
    }

    ServerClient agent(String name) {
        return await(nobody.signIn(name, PASSWORD));
    }

    /** The conversation of a call, as the interface shows it now, once there is one. */
    JsonObject conversationOf(String callId) {
        return eventually(
                () -> conversations().stream()
                        .filter(view ->
                                callId.equals(view.getJsonObject("variables").getString("call_id")))
                        .findFirst()
                        .orElse(new JsonObject()),
                view -> !view.isEmpty());
    }

    List<JsonObject> conversations() {
        return list(await(integrator.liveConversations()).getJsonArray("conversations"));
    }

    List<JsonObject> openGuidance() {
        return list(await(integrator.openGuidance()).getJsonArray("guidance"));
    }

    /** The open consult of a conversation, once there is one. */
    JsonObject cardOf(String conversationId) {
        return eventually(
                () -> openGuidance().stream()
                        .filter(card -> conversationId.equals(card.getString("conversation")))
                        .findFirst()
                        .orElse(new JsonObject()),
                card -> !card.isEmpty());
    }

    List<JsonObject> journal(String conversationId) {
        return list(await(integrator.journal(conversationId)).getJsonArray("entries"));
    }

    /** The value of a gauge or counter on the metrics page; 0 when it isn't there. */
    double metric(String name) {
        return await(nobody.metrics())
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    static List<JsonObject> list(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    /** Looks again and again until what it sees is right; fails with the last thing seen. */
    static <T> T eventually(Supplier<T> look, Predicate<T> right) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!right.test(seen)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("after " + PATIENCE + " still: " + seen);
            }
            breathe();
            seen = look.get();
        }
        return seen;
    }

    /** Looks again and again until what it sees is right or the time is over; the last thing seen. */
    static <T> T eventually(Supplier<T> look, Predicate<T> right, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        T seen = look.get();
        while (!right.test(seen) && System.nanoTime() - deadline < 0) {
            breathe();
            seen = look.get();
        }
        return seen;
    }

    private static void breathe() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
    }

    static <T> T await(Future<T> future) {
        return await(future, PATIENCE);
    }

    /** For what has to take its time. */
    static <T> T awaitLong(Future<T> future) {
        return await(future, PATIENCE.multipliedBy(3));
    }

    static <T> T await(Future<T> future, Duration patience) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
