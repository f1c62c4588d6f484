package dev.sotto.loadtest.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's line to the chat, which comes back when it breaks: it resumes, asks for the lines after the last one seen, and says
 * again, under the same id, what was not acknowledged. On the context that it was opened on only.
 */
public final class ChatLine {
    /** Who is at this end. */
    public interface Listener {
        /** The server has let us in, or in again. */
        default void welcomed() {}

        /** Durable at the server, so it says. */
        default void acknowledged(String id, String text) {}

        /** A line of the talk; ours as well when everything was asked for. */
        default void shown(JsonObject frame) {}

        /** The server said no to something; the line stays up unless it is cut. */
        default void refused(JsonObject frame) {}

        /** The server doesn't know our conversation any more; nobody comes back to it. */
        default void turnedAway(JsonObject frame) {}

        /** A connection is gone, on which we had been let in or not yet. */
        default void down(String why, boolean wasIn) {}

        /** The conversation is over; nobody comes back to it. */
        default void ended() {}
    }

    private final Vertx vertx;
    private final Supplier<ClientWebSocket> sockets;
    private final Supplier<URI> server;
    private final RandomGenerator random;
    private final Listener listener;

    private BackOff backOff;
    private final Queue<JsonObject> unsaid = new ArrayDeque<>(1);
    private @Nullable ClientWebSocket socket;
    private @Nullable String conversation;
    private @Nullable String resume;
    private int last;
    private int attempt;
    private boolean welcome;
    private boolean over;

    /**
     * @param sockets gives sockets that are not yet connected
     * @param server where it is at the moment of asking: a restarted one may have moved
     */
    public ChatLine(
            Vertx vertx,
            Supplier<ClientWebSocket> sockets,
            Supplier<URI> server,
            BackOff backOff,
            RandomGenerator random,
            Listener listener) {
        this.vertx = vertx;
        this.sockets = sockets;
        this.server = server;
        this.backOff = backOff;
        this.random = random;
        this.listener = listener;
    }

    /** Connects, and from now on always comes back. */
    public void open() {
        if (over || socket != null) {
            return;
        }
        URI now = server.get();
        ClientWebSocket fresh = sockets.get();
        socket = fresh;
        welcome = false;
        fresh.textMessageHandler(text -> onFrame(fresh, new JsonObject(text)));
        fresh.exceptionHandler(broken -> {});
        fresh.closeHandler(closed -> gone(fresh, "closed " + fresh.closeStatusCode()));
        fresh.connect(new WebSocketConnectOptions()
                        .setHost(now.getHost())
                        .setPort(now.getPort())
                        .setURI("/v1/chat"))
                .onSuccess(open -> hello(fresh))
                .onFailure(refused -> gone(fresh, refused.getClass().getSimpleName()));
    }

    /** How it comes back from now on. */
    public void comesBack(BackOff policy) {
        backOff = policy;
    }

    /** The connection breaks without a goodbye, as when a network does; the line comes back by its policy. */
    public void cut() {
        ClientWebSocket now = socket;
        if (now != null) {
            gone(now, "cut");
            if (now instanceof WebSocketInternal connected && connected.channelHandlerContext() != null) {
                connected.channelHandlerContext().channel().close();
            }
        }
    }

    /** Hangs up and stays away; the conversation could still be resumed by who knows its secret. */
    public void leave() {
        over = true;
        if (socket != null && welcome) {
            socket.close();
        }
    }

    /** Breaks and comes back asking for the whole talk, one's own lines too. */
    public void reread() {
        last = 0;
        cut();
    }

    /** Sent now, or when the line is up again; acknowledged once. */
    public void say(String id, String text) {
        if (over) {
            return;
        }
        JsonObject message =
                new JsonObject().put("type", "message").put("id", id).put("text", text);
        unsaid.add(message);
        if (welcome) {
            send(message);
        }
    }

    /** True while the server knows that we are here. */
    public boolean up() {
        return welcome;
    }

    /** True when everything said is acknowledged. */
    public boolean quiet() {
        return unsaid.isEmpty();
    }

    public boolean over() {
        return over;
    }

    /** Null before the first welcome. */
    public @Nullable String conversation() {
        return conversation;
    }

    private void hello(ClientWebSocket fresh) {
        if (fresh != socket) {
            fresh.close();
            return;
        }
        JsonObject hello = new JsonObject().put("type", "hello").put("resume", resume);
        send(resume == null ? hello : hello.put("after", last));
    }

    private void gone(ClientWebSocket lost, String why) {
        if (over || lost != socket) {
            return;
        }
        boolean wasIn = welcome;
        socket = null;
        welcome = false;
        listener.down(why, wasIn);
        vertx.setTimer(Math.max(1, backOff.millis(attempt, random)), fired -> open());
        attempt++;
    }

    private void onFrame(ClientWebSocket from, JsonObject frame) {
        if (from != socket) {
            return;
        }
        switch (frame.getString("type", "")) {
            case "welcome" -> welcomed(frame);
            case "ack" -> acknowledged(frame.getString("id"));
            case "message" -> {
                last = Math.max(last, frame.getInteger("number"));
                listener.shown(frame);
            }
            case "error" -> refused(frame);
            case "ended" -> end();
            default -> {}
        }
    }

    private void welcomed(JsonObject frame) {
        conversation = frame.getString("conversation");
        resume = frame.getString("resume");
        welcome = true;
        attempt = 0;
        // what was on its way when the line broke may have arrived: the same id makes it safe to say again
        unsaid.forEach(this::send);
        listener.welcomed();
    }

    private void acknowledged(String id) {
        JsonObject first = unsaid.peek();
        if (first != null && first.getString("id").equals(id)) {
            unsaid.remove();
            listener.acknowledged(id, first.getString("text"));
        }
    }

    private void refused(JsonObject frame) {
        switch (frame.getString("code", "")) {
            case "ended" -> end();
            case "unknown_resume" -> {
                over = true;
                if (socket != null) {
                    socket.close();
                }
                listener.turnedAway(frame);
            }
            default -> listener.refused(frame);
        }
    }

    private void end() {
        over = true;
        welcome = false;
        listener.ended();
    }

    private void send(JsonObject frame) {
        if (socket != null) {
            socket.writeTextMessage(frame.encode()).onFailure(broken -> {});
        }
    }
}
