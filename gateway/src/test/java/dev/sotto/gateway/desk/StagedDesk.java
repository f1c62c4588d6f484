package dev.sotto.gateway.desk;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server behind the pages that says what a test has staged and keeps what it was told. Its clock is an hour ahead of the
 * browser's: whatever the page counts must be counted by the server's time.
 */
final class StagedDesk {
    private static final Duration AHEAD = Duration.ofHours(1);

    /** What the page has sent: {@code POST /v1/guidance/g1/answer}, {@code WS}, and with it the body. */
    record Told(String what, JsonObject body) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<JsonObject> guidance = new CopyOnWriteArrayList<>();
    private final List<JsonObject> conversations = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> replies = new ConcurrentHashMap<>();
    private String role = "agent";
    private Handler<ServerWebSocket> visitor = socket -> {};

    static Instant now() {
        return Instant.now().plus(AHEAD);
    }

    StagedDesk as(String newRole) {
        role = newRole;
        return this;
    }

    StagedDesk with(JsonObject card) {
        guidance.add(card);
        return this;
    }

    StagedDesk with(String path, JsonObject reply) {
        replies.put(path, reply);
        return this;
    }

    StagedDesk visited(Handler<ServerWebSocket> chat) {
        visitor = chat;
        return this;
    }

    /** A call of a minute ago in which the caller has said one thing. */
    StagedDesk talking(String id, String words) {
        conversations.add(conversation(id, words));
        return this;
    }

    static JsonObject conversation(String id, String words) {
        var line = new JsonObject()
                .put("number", 1)
                .put("from", "customer")
                .put("text", words)
                .put("at", now().minusSeconds(50).toString())
                .put("cut", false);
        return new JsonObject()
                .put("id", id)
                .put("state", "live")
                .put("phase", "working")
                .put("channel", "voice")
                .put("task", "refund")
                .put("slots", new JsonObject())
                .put("variables", new JsonObject().put("caller", "caller of " + id))
                .put("transcript", new JsonArray().add(line))
                .put("consults", new JsonArray())
                .put("agent", null)
                .put("startedAt", now().minusSeconds(60).toString());
    }

    void push(JsonObject frame) {
        sockets.forEach(socket -> socket.writeTextMessage(frame.encode()));
    }

    void hangUp() {
        sockets.forEach(socket -> socket.close((short) 1011));
        sockets.clear();
    }

    void addTo(Router router) {
        router.get("/v1/desk")
                .handler(ctx -> ctx.request().toWebSocket().onSuccess(socket -> {
                    sockets.add(socket);
                    socket.textMessageHandler(text -> hear(socket, new JsonObject(text)));
                }));
        router.get("/v1/chat")
                .handler(ctx -> ctx.request().toWebSocket().onSuccess(socket -> {
                    sockets.add(socket);
                    socket.textMessageHandler(text -> {
                        var frame = new JsonObject(text);
                        told.add(new Told("WS", frame));
                        if (frame.getString("type").equals("hello")) {
                            visitor.handle(socket);
                        }
                    });
                }));
        router.route("/v1/*").handler(ctx -> ctx.request().body().onSuccess(body -> reply(ctx, body)));
    }

    private void hear(ServerWebSocket socket, JsonObject frame) {
        told.add(new Told("WS", frame));
        if (frame.getString("type").equals("hello")) {
            socket.writeTextMessage(snapshot().encode());
        }
    }

    private JsonObject snapshot() {
        return new JsonObject()
                .put("type", "snapshot")
                .put("now", now().toString())
                .put("agent", agent())
                .put("agents", new JsonArray().add(agent()))
                .put("guidance", new JsonArray(List.copyOf(guidance)))
                .put("conversations", new JsonArray(List.copyOf(conversations)));
    }

    private JsonObject agent() {
        return new JsonObject()
                .put("name", "ada")
                .put("role", role)
                .put("skills", new JsonArray().add("billing"))
                .put("presence", "available")
                .put("capacity", 6)
                .put("load", guidance.size());
    }

    private void reply(RoutingContext ctx, Buffer body) {
        String what = ctx.request().method() + " " + ctx.request().path();
        told.add(new Told(what, body.length() == 0 ? new JsonObject() : body.toJsonObject()));
        if (what.equals("POST /v1/sessions")) {
            ctx.response().setStatusCode(201);
        }
        ctx.json(replies.getOrDefault(what, usual(what)));
    }

    private JsonObject usual(String what) {
        if (what.equals("POST /v1/sessions")) {
            return new JsonObject()
                    .put("token", "t")
                    .put("name", "ada")
                    .put("role", role)
                    .put("expiresAt", now().plus(AHEAD).toString());
        }
        return what.startsWith("GET ")
                ? new JsonObject().put("guidance", new JsonArray())
                : new JsonObject().put("outcome", "accepted");
    }
}
