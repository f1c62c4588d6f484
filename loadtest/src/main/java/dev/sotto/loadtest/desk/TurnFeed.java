package dev.sotto.loadtest.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What callers understand, off the wire: one person's desk sees the {@code turn} frames of all conversations, and passes on what the
 * assistant and agents say by the Call-ID of the call. A line comes when it is sent to be spoken and once more when it has been; it is
 * passed on the first time. Whose conversation it is stands in the {@code conversation.changed} frame and the snapshot, and is asked for
 * once over REST where neither came. State on the context of its socket; when that breaks, it comes back, and the snapshot tells what was
 * missed.
 */
public final class TurnFeed {
    private static final Logger LOG = LoggerFactory.getLogger(TurnFeed.class);
    private static final long RETRY_MILLIS = 500;
    private static final int MOST_CONVERSATIONS = 20_000;
    private static final int MOST_WAITING = 32;

    // written once
    private final Vertx vertx;
    private final ServerClient client;
    private final Listener listener;
    private final WebSocketClient sockets;

    // socket's context only
    private final Map<String, Line> lines = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Line> eldest) {
            return size() > MOST_CONVERSATIONS;
        }
    };

    // any thread
    private volatile ClientWebSocket socket;
    private volatile boolean closed;

    /** Told what is about to be said. On the feed's context. */
    public interface Listener {
        /** @param from {@code assistant} or {@code agent} */
        void said(String callId, String from, String text);
    }

    private record Said(String from, String text) {}

    /** One conversation. */
    private static final class Line {
        private String callId = "";
        private boolean known;
        private boolean asked;
        private long newest;
        private final List<Said> waiting = new ArrayList<>();
    }

    private TurnFeed(Vertx vertx, ServerClient client, Listener listener) {
        this.vertx = vertx;
        this.client = client;
        this.listener = listener;
        this.sockets = DeskSockets.client(vertx);
        this.socket = sockets.webSocket();
    }

    /** Signs in and listens; completes when the desk is open. The person's presence stays as it is. */
    public static Future<TurnFeed> start(
            Vertx vertx, ServerClient server, String name, String password, Listener listener) {
        return server.signIn(name, password).compose(client -> {
            TurnFeed feed = new TurnFeed(vertx, client, listener);
            return feed.connect().map(feed);
        });
    }

    public Future<Void> close() {
        closed = true;
        return socket.close().otherwiseEmpty().eventually(sockets::close).mapEmpty();
    }

    private Future<Void> connect() {
        URI base = client.base();
        WebSocketConnectOptions desk = new WebSocketConnectOptions()
                .setHost(base.getHost())
                .setPort(base.getPort())
                .setURI("/v1/desk")
                .addHeader("Authorization", "Bearer " + client.token());
        ClientWebSocket fresh = sockets.webSocket();
        fresh.textMessageHandler(text -> on(new JsonObject(text)));
        fresh.exceptionHandler(failure -> LOG.atDebug().setCause(failure).log("The feed's socket failed"));
        fresh.closeHandler(gone -> retry());
        socket = fresh;
        return fresh.connect(desk).mapEmpty();
    }

    private void retry() {
        if (!closed) {
            vertx.setTimer(RETRY_MILLIS, now -> {
                if (!closed) {
                    connect().onFailure(still -> retry());
                }
            });
        }
    }

    private void on(JsonObject frame) {
        switch (frame.getString("type", "")) {
            case "snapshot" -> objects(frame.getJsonArray("conversations")).forEach(this::conversation);
            case "conversation.changed" -> conversation(frame.getJsonObject("conversation"));
            case "turn" -> turn(frame.getString("conversation"), frame.getJsonObject("line"));
            default -> {}
        }
    }

    private void conversation(JsonObject conversation) {
        String id = conversation.getString("id");
        if (conversation.getString("endedAt") != null) {
            lines.remove(id);
            return;
        }
        Line line = lines.computeIfAbsent(id, fresh -> new Line());
        owner(line, conversation);
        objects(conversation.getJsonArray("transcript")).forEach(said -> turn(id, said));
    }

    private void owner(Line line, JsonObject conversation) {
        JsonObject variables = conversation.getJsonObject("variables", new JsonObject());
        line.callId = variables.getString("call_id", line.callId);
        line.known = true;
        line.waiting.forEach(said -> pass(line, said));
        line.waiting.clear();
    }

    private void turn(String conversation, JsonObject said) {
        Line line = lines.computeIfAbsent(conversation, fresh -> new Line());
        long number = said.getLong("number", 0L);
        String from = said.getString("from", "");
        if (number <= line.newest) {
            return;
        }
        line.newest = number;
        if (from.equals("customer")) {
            return;
        }
        Said words = new Said(from, said.getString("text", ""));
        if (line.known) {
            pass(line, words);
        } else if (line.waiting.size() < MOST_WAITING) {
            line.waiting.add(words);
            ask(conversation, line);
        }
    }

    private void ask(String conversation, Line line) {
        if (!line.asked) {
            line.asked = true;
            client.conversation(conversation)
                    .onSuccess(found -> owner(line, found))
                    .onFailure(cause -> line.asked = false);
        }
    }

    private void pass(Line line, Said said) {
        if (!line.callId.isEmpty()) {
            listener.said(line.callId, said.from(), said.text());
        }
    }

    private static List<JsonObject> objects(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(JsonObject.class::cast).toList();
    }
}
