package dev.sotto.loadtest.desk;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person's desk at the server: its socket, and being there. Frames come on the context of the socket. */
final class DeskLine {
    private static final Logger LOG = LoggerFactory.getLogger(DeskLine.class);

    private final Context context;
    private final ServerClient client;
    private final String name;
    private final WebSocketClient sockets;
    private final ClientWebSocket socket;

    private DeskLine(Vertx vertx, ServerClient client, String name) {
        this.context = vertx.getOrCreateContext();
        this.client = client;
        this.name = name;
        this.sockets = DeskSockets.client(vertx);
        this.socket = sockets.webSocket();
    }

    /** Opens the desk of who is signed in on {@code client}, and says that they take so many cards at once. */
    static Future<DeskLine> open(
            Vertx vertx, ServerClient client, String name, int capacity, BiConsumer<DeskLine, JsonObject> frames) {
        DeskLine line = new DeskLine(vertx, client, name);
        return line.sitDown(capacity, frames).map(line);
    }

    private Future<JsonObject> sitDown(int capacity, BiConsumer<DeskLine, JsonObject> frames) {
        URI base = client.base();
        WebSocketConnectOptions desk = new WebSocketConnectOptions()
                .setHost(base.getHost())
                .setPort(base.getPort())
                .setURI("/v1/desk")
                .addHeader("Authorization", "Bearer " + client.token());
        socket.textMessageHandler(text -> frames.accept(this, new JsonObject(text)));
        socket.exceptionHandler(failure ->
                LOG.atWarn().addKeyValue("agent", name).setCause(failure).log("The desk's socket failed"));
        return socket.connect(desk)
                .compose(open -> client.presence("available", capacity))
                .compose(ServerClient.Reply::good);
    }

    /** The card that a frame puts before this person; null when it does nothing of the kind. */
    static @Nullable JsonObject offeredTo(String name, JsonObject frame) {
        boolean offer = frame.getString("type", "").equals("guidance.offered") && name.equals(frame.getString("agent"));
        return offer ? frame.getJsonObject("guidance") : null;
    }

    /** The Call-ID of the call that a card belongs to; empty for chat, and when it can't be found out. */
    Future<String> callOf(JsonObject card) {
        return client.conversation(card.getString("conversation"))
                .map(conversation -> conversation.getJsonObject("variables").getString("call_id", ""))
                .otherwise("");
    }

    Future<ServerClient.Reply> accept(String guidanceId) {
        return client.post("/v1/guidance/" + guidanceId + "/accept", new JsonObject());
    }

    Future<ServerClient.Reply> answer(String guidanceId, JsonObject answer) {
        return client.answer(guidanceId, answer);
    }

    /** Looks at something that belongs to the socket's context. */
    <T> Future<T> ask(Supplier<T> question) {
        Promise<T> told = Promise.promise();
        context.runOnContext(here -> told.complete(question.get()));
        return told.future();
    }

    /** Goes offline and closes the desk. */
    Future<Void> leave() {
        return client.presence("offline", 1)
                .eventually(() -> socket.close())
                .eventually(sockets::close)
                .mapEmpty();
    }
}
