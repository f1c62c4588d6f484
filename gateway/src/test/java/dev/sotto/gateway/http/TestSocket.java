package dev.sotto.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that keeps what comes and hands it out in order, with a deadline. */
final class TestSocket {
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Short> closed = new CompletableFuture<>();
    final ClientWebSocket socket;
    /** Held: a client that nobody refers to is closed with all its connections. */
    final WebSocketClient client;

    private TestSocket(WebSocketClient client) {
        this.client = client;
        this.socket = client.webSocket();
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
        socket.exceptionHandler(failure -> {});
        socket.closeHandler(gone -> closed.complete(socket.closeStatusCode()));
    }

    static TestSocket connect(Vertx vertx, int port, String path) {
        return connect(
                vertx,
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path));
    }

    static TestSocket connect(Vertx vertx, WebSocketConnectOptions options) {
        var test = new TestSocket(vertx.createWebSocketClient());
        EdgeUnderTest.await(test.socket.connect(options));
        return test;
    }

    TestSocket send(JsonObject frame) {
        socket.writeTextMessage(frame.encode());
        return this;
    }

    TestSocket hello(String resume) {
        return send(new JsonObject().put("type", "hello").put("resume", resume));
    }

    TestSocket say(String id, String text) {
        return send(new JsonObject().put("type", "message").put("id", id).put("text", text));
    }

    /** The next frame of this type; others before it are skipped. */
    JsonObject next(String... types) {
        try {
            while (true) {
                JsonObject frame = frames.poll(10, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("No " + String.join("/", types) + " within 10 s");
                }
                if (List.of(types).contains(frame.getString("type"))) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What came and was not asked for yet. */
    List<JsonObject> rest() {
        List<JsonObject> rest = new ArrayList<>();
        frames.drainTo(rest);
        return rest;
    }

    short closeCode() {
        try {
            Short code = closed.get(10, TimeUnit.SECONDS);
            return code == null ? -1 : code;
        } catch (Exception e) {
            throw new AssertionError("Not closed within 10 s", e);
        }
    }

    /** The connection breaks: no close frame, nothing more is read or answered. */
    void cut() {
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }
}
