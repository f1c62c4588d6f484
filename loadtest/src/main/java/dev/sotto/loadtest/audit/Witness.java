package dev.sotto.loadtest.audit;

import dev.sotto.loadtest.desk.DeskSockets;
import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor's desk that listens to every call and notes what callers are told, line by line: their ear in text. Comes back when
 * the gateway does. One verticle.
 */
public final class Witness extends VerticleBase {
    private static final long BACK_AFTER_MILLIS = 200;

    // written once
    private final Supplier<URI> server;
    private final String name;
    private final String password;
    private final Told told;

    // verticle's context only
    private final Set<String> calls = new HashSet<>();
    private @Nullable WebSocketClient client;
    private @Nullable ClientWebSocket socket;
    private boolean over;

    /** @param server where it is now; {@code name} must be a supervisor's */
    public Witness(Supplier<URI> server, String name, String password, Told told) {
        this.server = server;
        this.name = name;
        this.password = password;
        this.told = told;
    }

    @Override
    public Future<?> start() {
        client = DeskSockets.client(vertx);
        connect();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        over = true;
        return client == null ? Future.succeededFuture() : client.close();
    }

    private void connect() {
        if (over || client == null) {
            return;
        }
        URI now = server.get();
        ClientWebSocket fresh = client.webSocket();
        fresh.textMessageHandler(text -> onFrame(new JsonObject(text)));
        fresh.exceptionHandler(broken -> {});
        fresh.closeHandler(closed -> again(fresh));
        ServerClient.of(vertx, now)
                .post("/v1/sessions", new JsonObject().put("name", name).put("password", password))
                .compose(session -> fresh.connect(new WebSocketConnectOptions()
                        .setHost(now.getHost())
                        .setPort(now.getPort())
                        .setConnectTimeout(2_000)
                        .setURI("/v1/desk")
                        .addHeader("Authorization", "Bearer " + session.body().getString("token"))))
                .onSuccess(open -> socket = fresh)
                .onFailure(refused -> again(fresh));
    }

    private void again(ClientWebSocket gone) {
        if (socket == gone) {
            socket = null;
        }
        if (!over && socket == null) {
            vertx.setTimer(BACK_AFTER_MILLIS, fired -> {
                if (socket == null) {
                    connect();
                }
            });
        }
    }

    private void onFrame(JsonObject frame) {
        switch (frame.getString("type", "")) {
            case "snapshot" ->
                JournalRecord.objects(frame.getJsonArray("conversations", new JsonArray()))
                        .forEach(this::known);
            case "conversation.changed" -> known(frame.getJsonObject("conversation"));
            case "turn" -> turn(frame.getString("conversation"), frame.getJsonObject("line"));
            default -> {}
        }
    }

    private void known(JsonObject conversation) {
        String id = conversation.getString("id");
        if (conversation.getString("state", "").equals("ended")) {
            calls.remove(id);
        } else if (conversation.getString("channel", "").equals("voice")) {
            calls.add(id);
        }
    }

    private void turn(String conversation, JsonObject line) {
        // a line that was broken off comes again as far as it was heard
        if (calls.contains(conversation) && !line.getBoolean("cut", false)) {
            told.note(new Told.Heard(
                    conversation, line.getInteger("number"), line.getString("from"), line.getString("text")));
        }
    }
}
