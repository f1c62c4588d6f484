package dev.sotto.loadtest.desk;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The server's public interface, as far as callers' and agents' helpers need it. Any thread. */
public final class ServerClient {
    private static final int POOL = 64;
    private static final long TIMEOUT_MILLIS = 20_000;

    private final WebClient web;
    private final URI base;
    private final @Nullable String token;

    private ServerClient(WebClient web, URI base, @Nullable String token) {
        this.web = web;
        this.base = base;
        this.token = token;
    }

    /** A client of the server at {@code base} (http, host and port) that nobody has signed in on. */
    public static ServerClient of(Vertx vertx, URI base) {
        WebClientOptions options = new WebClientOptions()
                .setDefaultHost(base.getHost())
                .setDefaultPort(base.getPort())
                .setUserAgent("sotto-loadtest");
        return new ServerClient(WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(POOL)), base, null);
    }

    /** The same with an API key or a session's token. */
    public ServerClient as(String credential) {
        return new ServerClient(web, base, credential);
    }

    public URI base() {
        return base;
    }

    /** What this client says who it is with; null when nobody has signed in. */
    @Nullable
    String token() {
        return token;
    }

    /** A status and, where there is one, a JSON body. */
    public record Reply(int status, JsonObject body) {
        static Reply of(HttpResponse<Buffer> response) {
            Buffer body = response.body();
            boolean json = body != null && body.length() > 0 && body.getByte(0) == '{';
            return new Reply(response.statusCode(), json ? body.toJsonObject() : new JsonObject());
        }

        /** The body of a 2xx; anything else fails. */
        Future<JsonObject> good() {
            return status / 100 == 2
                    ? Future.succeededFuture(body)
                    : Future.failedFuture("the server answered " + status + " " + body.encode());
        }
    }

    /** Completes with a client for that person. */
    public Future<ServerClient> signIn(String name, String password) {
        return post("/v1/sessions", new JsonObject().put("name", name).put("password", password))
                .compose(Reply::good)
                .map(session -> as(session.getString("token")));
    }

    public Future<Reply> presence(String presence, int capacity) {
        return send(
                HttpMethod.PUT,
                "/v1/agents/me/presence",
                new JsonObject().put("presence", presence).put("capacity", capacity));
    }

    public Future<Reply> answer(String guidanceId, JsonObject answer) {
        return post("/v1/guidance/" + guidanceId + "/answer", answer);
    }

    public Future<JsonObject> openGuidance() {
        return get("/v1/guidance?state=open").compose(Reply::good);
    }

    public Future<JsonObject> conversation(String id) {
        return get("/v1/conversations/" + id).compose(Reply::good);
    }

    public Future<JsonObject> liveConversations() {
        return get("/v1/conversations?state=live&limit=1000").compose(Reply::good);
    }

    public Future<JsonObject> journal(String conversationId) {
        return get("/v1/conversations/" + conversationId + "/journal").compose(Reply::good);
    }

    /** The status of {@code /health/ready}. Fails while nothing listens. */
    public Future<Integer> ready() {
        return get("/health/ready").map(Reply::status);
    }

    /** The Prometheus page as it stands. */
    public Future<String> metrics() {
        return request(HttpMethod.GET, "/metrics").send().map(HttpResponse::bodyAsString);
    }

    public Future<Reply> get(String path) {
        return request(HttpMethod.GET, path).send().map(Reply::of);
    }

    public Future<Reply> post(String path, JsonObject body) {
        return send(HttpMethod.POST, path, body);
    }

    private Future<Reply> send(HttpMethod method, String path, JsonObject body) {
        return request(method, path).sendJsonObject(body).map(Reply::of);
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path) {
        HttpRequest<Buffer> request = web.request(method, path).timeout(TIMEOUT_MILLIS);
        return token == null ? request : request.putHeader(HttpHeaderNames.AUTHORIZATION.toString(), "Bearer " + token);
    }
}
