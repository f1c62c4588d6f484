package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody at the chat window. */
final class ChatVisitor {
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    /** Held: a client that nobody refers to is closed with all its connections. */
    private final WebSocketClient client;

    private final ClientWebSocket socket;

    private ChatVisitor(Vertx vertx) {
        client = vertx.createWebSocketClient();
        socket = client.webSocket();
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
        socket.exceptionHandler(broken -> {});
    }

    static ChatVisitor arrive(Vertx vertx, URI server, @Nullable String resume, int after) {
        ChatVisitor visitor = new ChatVisitor(vertx);
        await(visitor.socket.connect(new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/v1/chat")));
        JsonObject hello = new JsonObject().put("type", "hello").put("resume", resume);
        visitor.socket.writeTextMessage((resume == null ? hello : hello.put("after", after)).encode());
        return visitor;
    }

    /** Completes when the server has acknowledged it. */
    void say(String text) {
        String id = UUID.randomUUID().toString();
        socket.writeTextMessage(new JsonObject()
                .put("type", "message")
                .put("id", id)
                .put("text", text)
                .encode());
        frame(frame -> "ack".equals(frame.getString("type")) && id.equals(frame.getString("id")));
    }

    JsonObject welcome() {
        return frame(frame -> "welcome".equals(frame.getString("type")));
    }

    void hears(String part) {
        frame(frame -> "message".equals(frame.getString("type"))
                && "assistant".equals(frame.getString("from"))
                && frame.getString("text").contains(part));
    }

    /** Numbers of all lines that were shown, in the order of their coming. */
    List<Integer> numbers() {
        return frames.stream()
                .filter(frame -> "message".equals(frame.getString("type")))
                .map(frame -> frame.getInteger("number"))
                .toList();
    }

    void leave() {
        await(socket.close());
        await(client.close());
    }

    private JsonObject frame(Predicate<JsonObject> wanted) {
        House.eventually(() -> List.copyOf(frames), seen -> seen.stream().anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }
}
