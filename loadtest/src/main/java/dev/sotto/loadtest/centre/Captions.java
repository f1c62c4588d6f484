package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.desk.DeskSockets;
import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;

/**
 * What the assistant says, as text, from the desk of a supervisor who watches: the callers of this experiment hear by it. What they
 * say themselves goes as sound and is recognised. On the context of its socket.
 */
final class Captions {
    private final WebSocketClient sockets;
    private final ClientWebSocket socket;

    private Captions(Vertx vertx) {
        sockets = DeskSockets.client(vertx);
        socket = sockets.webSocket();
    }

    /** @param said told the conversation and the words of every line of ours */
    static Future<Captions> open(Vertx vertx, ServerClient server, Team team, BiConsumer<String, String> said) {
        Captions captions = new Captions(vertx);
        captions.socket.textMessageHandler(text -> frame(new JsonObject(text), said));
        return server.post(
                        "/v1/sessions",
                        new JsonObject().put("name", team.supervisor()).put("password", team.password()))
                .compose(reply -> captions.socket.connect(new WebSocketConnectOptions()
                        .setHost(server.base().getHost())
                        .setPort(server.base().getPort())
                        .setURI("/v1/desk")
                        .addHeader("Authorization", "Bearer " + reply.body().getString("token"))))
                .map(captions);
    }

    private static void frame(JsonObject frame, BiConsumer<String, String> said) {
        if ("turn".equals(frame.getString("type"))) {
            JsonObject line = frame.getJsonObject("line");
            if (!"customer".equals(line.getString("from"))) {
                said.accept(frame.getString("conversation"), line.getString("text"));
            }
        }
    }

    Future<Void> close() {
        return socket.close().eventually(sockets::close);
    }
}
