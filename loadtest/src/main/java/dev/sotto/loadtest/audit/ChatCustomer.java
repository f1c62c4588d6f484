package dev.sotto.loadtest.audit;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A customer in chat who wants refunds, and who comes back when the line breaks: says again what was not acknowledged and
 * asks for the lines after the last one seen. Notes what they are told. One verticle each; seeded.
 */
final class ChatCustomer extends VerticleBase {
    private static final long BACK_AFTER_MILLIS = 150;
    private static final long IMPATIENT_MILLIS = 6_000;

    // written once
    private final Supplier<URI> server;
    private final Told told;
    private final Talk talk;
    private final Random random;
    private final Consumer<ChatCustomer> whenOver;

    // verticle's context only
    private final Queue<JsonObject> unsaid = new ArrayDeque<>();
    private @Nullable WebSocketClient client;
    private @Nullable ClientWebSocket socket;
    private @Nullable String conversation;
    private @Nullable String resume;
    private int last;
    private long heardAt;
    private boolean welcome;
    private boolean over;

    ChatCustomer(Supplier<URI> server, Told told, long seed, Consumer<ChatCustomer> whenOver) {
        this.server = server;
        this.told = told;
        this.random = new Random(seed);
        this.talk = new Talk(random);
        this.whenOver = whenOver;
    }

    @Override
    public Future<?> start() {
        client = vertx.createWebSocketClient();
        heardAt = System.nanoTime();
        vertx.setPeriodic(1_000, IMPATIENT_MILLIS / 2, fired -> nudge());
        connect();
        return Future.succeededFuture();
    }

    /** From now on they want nothing more and say goodbye. Any thread. */
    void wrapUp() {
        context.runOnContext(run -> talk.wrapUp());
    }

    /** Leaves without a word. Any thread. */
    void leave() {
        context.runOnContext(run -> {
            over = true;
            if (socket != null) {
                socket.close();
            }
            whenOver.accept(this);
        });
    }

    private void connect() {
        if (over || client == null) {
            return;
        }
        URI now = server.get();
        ClientWebSocket fresh = client.webSocket();
        socket = fresh;
        welcome = false;
        fresh.textMessageHandler(text -> onFrame(new JsonObject(text)));
        fresh.exceptionHandler(broken -> {});
        fresh.closeHandler(closed -> again(fresh));
        fresh.connect(new WebSocketConnectOptions()
                        .setHost(now.getHost())
                        .setPort(now.getPort())
                        .setConnectTimeout(2_000)
                        .setURI("/v1/chat"))
                .onSuccess(open -> {
                    JsonObject hello = new JsonObject().put("type", "hello").put("resume", resume);
                    send(resume == null ? hello : hello.put("after", last));
                })
                .onFailure(refused -> again(fresh));
    }

    private void again(ClientWebSocket gone) {
        if (!over && gone == socket) {
            socket = null;
            welcome = false;
            vertx.setTimer(BACK_AFTER_MILLIS, fired -> {
                if (socket == null) {
                    connect();
                }
            });
        }
    }

    private void onFrame(JsonObject frame) {
        switch (frame.getString("type", "")) {
            case "welcome" -> welcomed(frame);
            case "ack" -> acknowledged(frame.getString("id"));
            case "message" -> shown(frame);
            case "error" -> refused(frame);
            case "ended" -> {
                over = true;
                whenOver.accept(this);
            }
            default -> {}
        }
    }

    private void welcomed(JsonObject frame) {
        conversation = frame.getString("conversation");
        resume = frame.getString("resume");
        welcome = true;
        // what was on its way when the line broke may have arrived: the same id makes it safe to say again
        unsaid.forEach(this::send);
    }

    private void acknowledged(String id) {
        JsonObject first = unsaid.peek();
        if (first != null && first.getString("id").equals(id)) {
            unsaid.remove();
            told.note(new Told.Acknowledged(String.valueOf(conversation), id, first.getString("text")));
        }
    }

    private void shown(JsonObject frame) {
        int number = frame.getInteger("number");
        String text = frame.getString("text");
        String from = frame.getString("from");
        told.note(new Told.Shown(String.valueOf(conversation), number, from, text));
        last = Math.max(last, number);
        heardAt = System.nanoTime();
        if (!from.equals("customer")) {
            String reply = talk.reply(text);
            if (!reply.isEmpty()) {
                vertx.setTimer(50 + random.nextInt(400), thought -> say(reply));
            }
        }
    }

    private void refused(JsonObject frame) {
        if (!welcome && resume != null && frame.getString("code", "").equals("not_found")) {
            told.note(new Told.TurnedAway(String.valueOf(conversation), frame.encode()));
            over = true;
            whenOver.accept(this);
        } else if (frame.getString("code", "").equals("ended")) {
            over = true;
            whenOver.accept(this);
        } else if (socket != null) {
            // in a moment, from the beginning
            socket.close();
        }
    }

    private void nudge() {
        if (!over && welcome && unsaid.isEmpty() && System.nanoTime() - heardAt > IMPATIENT_MILLIS * 1_000_000) {
            heardAt = System.nanoTime();
            say(talk.impatience());
        }
    }

    private void say(String text) {
        if (over) {
            return;
        }
        JsonObject message = new JsonObject()
                .put("type", "message")
                .put("id", new UUID(random.nextLong(), random.nextLong()).toString())
                .put("text", text);
        unsaid.add(message);
        if (welcome) {
            send(message);
        }
    }

    private void send(JsonObject frame) {
        if (socket != null) {
            socket.writeTextMessage(frame.encode()).onFailure(broken -> {});
        }
    }
}
