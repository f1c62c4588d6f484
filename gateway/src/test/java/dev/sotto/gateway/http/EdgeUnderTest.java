package dev.sotto.gateway.http;

import dev.sotto.gateway.access.AccessControl;
import dev.sotto.gateway.access.Account;
import dev.sotto.gateway.access.PasswordHash;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.ops.ReadyCheck;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.gateway.webcall.WebCallRoutes;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.BusRecords;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The HTTP edge on an ephemeral port, with scripted conversations and a scripted broker behind it. */
final class EdgeUnderTest implements AutoCloseable {
    static final String API_KEY = "key-of-the-shop";
    static final String PASSWORD = "whisper";
    static final String KEYS = "{\"keys\":[]}";
    private static final SecureRandom RANDOM = new SecureRandom();

    final Vertx vertx = Vertx.vertx();
    final Addresses addresses = new Addresses("test", 2);
    final ScriptedConversations conversations;
    final ScriptedDesk desk = new ScriptedDesk(addresses);
    final AtomicReference<Future<Void>> database = new AtomicReference<>(Future.succeededFuture());
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final AccessControl access;
    final int port;
    final AtomicReference<Router> router = new AtomicReference<>();
    private final WebClient client;

    EdgeUnderTest() {
        this(UnaryOperator.identity(), new ScriptedConversations(new Addresses("test", 2)), more -> {});
    }

    EdgeUnderTest(UnaryOperator<HttpEdgeSettings> change) {
        this(change, new ScriptedConversations(new Addresses("test", 2)), more -> {});
    }

    EdgeUnderTest(UnaryOperator<HttpEdgeSettings> change, ScriptedConversations conversations, Consumer<Router> more) {
        this.conversations = conversations;
        access = new AccessControl(
                List.of(
                        new Account("ada", Role.AGENT, PasswordHash.of(PASSWORD, RANDOM)),
                        new Account("sue", Role.SUPERVISOR, PasswordHash.of(PASSWORD, RANDOM))),
                API_KEY,
                InstantSource.system(),
                RANDOM);
        BusRecords.register(vertx.eventBus());
        var shared = new HttpShared(
                addresses,
                conversations,
                conversations::findByResume,
                conversations.archive(),
                access,
                List.of(new ReadyCheck("database", database::get)),
                meters,
                KEYS,
                List.of(router::set, this::addCalls, more),
                InstantSource.system(),
                RANDOM);
        port = await(vertx.deployVerticle(conversations)
                .compose(id -> vertx.deployVerticle(desk))
                .compose(id -> HttpEdges.deploy(vertx, change.apply(HttpEdgeSettings.of("127.0.0.1", 0)), shared)));
        // a kept connection may be the one that the server closes after a hostile request
        client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setKeepAlive(false)
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(port)
                        .setFollowRedirects(false));
    }

    /** Nobody takes calls here. */
    private void addCalls(Router router) {
        CallDesk nobody = new CallDesk() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public void take(IncomingCall call) {
                call.refuse(503, "No calls are taken now");
            }
        };
        WebCallRoutes.add(
                router,
                vertx,
                addresses.deskEvents(),
                nobody,
                new RateLimit(WebCallRoutes.OFFERS, InstantSource.system()),
                new Secrets(RANDOM),
                meters);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("Nothing after 10 s", e);
        }
    }

    String signIn(String name) {
        var body = new JsonObject().put("name", name).put("password", PASSWORD);
        return post("/v1/sessions", null, body).bodyAsJsonObject().getString("token");
    }

    HttpResponse<Buffer> get(String path, String credential) {
        return send(HttpMethod.GET, path, credential, null);
    }

    HttpResponse<Buffer> post(String path, String credential, JsonObject body) {
        return send(HttpMethod.POST, path, credential, body.toBuffer());
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, String credential, Buffer body) {
        var request = client.request(method, path);
        if (credential != null) {
            request.bearerTokenAuthentication(credential);
        }
        return await(body == null ? request.send() : request.sendBuffer(body));
    }

    HttpResponse<Buffer> conditional(String path, String etag) {
        return await(client.get(path).putHeader("If-None-Match", etag).send());
    }

    Future<HttpResponse<Buffer>> start(HttpMethod method, String path, String credential) {
        return client.request(method, path)
                .bearerTokenAuthentication(credential)
                .send();
    }

    TestSocket open(String path) {
        return TestSocket.connect(vertx, port, path);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
