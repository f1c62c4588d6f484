package dev.sotto.gateway.outbound;

import dev.sotto.config.SettingsException;
import dev.sotto.config.SettingsLoader;
import dev.sotto.gateway.Banner;
import dev.sotto.gateway.Gateway;
import dev.sotto.gateway.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A gateway with everything in it, on ports of its own, and a client of its HTTP interface. */
final class WholeGateway implements AutoCloseable {
    static final String PASSWORD = "whisper-quietly";
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio %d RTP/AVP 0\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Gateway gateway;
    private final Banner banner;
    private final HttpClient http = HttpClient.newHttpClient();

    private WholeGateway(Gateway gateway) {
        this.gateway = gateway;
        banner = await(gateway.start());
    }

    static WholeGateway start(Path data, Map<String, String> more) throws SettingsException, IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SOTTO_HTTP_PORT", "0",
                "SOTTO_SIP_PORT", "0",
                "SOTTO_RTP_PORTS", "38000-39999",
                "SOTTO_SPEECH_RECOGNIZER", "none",
                "SOTTO_DEMO_PASSWORD", PASSWORD,
                "SOTTO_DATA", Files.createDirectories(data).toAbsolutePath().toString()));
        environment.put("SOTTO_SIP_LOOPS", "2");
        environment.putAll(more);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        return new WholeGateway(
                new Gateway(vertx, new SettingsLoader(environment).load(), new Meters(), Clock.systemUTC()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    InetSocketAddress sip() {
        return banner.sip();
    }

    String key() {
        return gateway.apiKey().value();
    }

    String signIn(String name) {
        return send(
                        "POST",
                        "/v1/sessions",
                        "",
                        new JsonObject().put("name", name).put("password", PASSWORD))
                .getString("token");
    }

    JsonObject get(String path) {
        return send("GET", path, key(), null);
    }

    JsonObject post(String path, String credential, JsonObject body) {
        return send("POST", path, credential, body);
    }

    /** The answer, with its status as {@code http}. */
    JsonObject send(String method, String path, String credential, JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + banner.httpPort() + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()));
        if (!credential.isEmpty()) {
            request.header("Authorization", "Bearer " + credential);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonObject json = response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
            return json.put("http", response.statusCode());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    List<JsonObject> list(String path, String field) {
        JsonArray array = get(path).getJsonArray(field);
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
    }

    static <T> T eventually(Supplier<T> look, Predicate<T> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never came about; last seen: " + seen);
            }
            LockSupport.parkNanos(50_000_000);
            seen = look.get();
        }
        return seen;
    }

    @Override
    public void close() {
        await(gateway.stop());
    }
}
