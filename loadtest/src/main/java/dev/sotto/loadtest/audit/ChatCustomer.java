package dev.sotto.loadtest.audit;

import dev.sotto.loadtest.chat.BackOff;
import dev.sotto.loadtest.chat.ChatLine;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A customer in chat who wants refunds, and whose line comes back when it breaks ({@link ChatLine}). Notes what they are told. One
 * verticle each; seeded.
 */
final class ChatCustomer extends VerticleBase implements ChatLine.Listener {
    private static final long IMPATIENT_MILLIS = 6_000;

    // written once
    private final Supplier<URI> server;
    private final Told told;
    private final Talk talk;
    private final Random random;
    private final Consumer<ChatCustomer> whenOver;

    // verticle's context only
    private @Nullable ChatLine line;
    private long heardAt;

    ChatCustomer(Supplier<URI> server, Told told, long seed, Consumer<ChatCustomer> whenOver) {
        this.server = server;
        this.told = told;
        this.random = new Random(seed);
        this.talk = new Talk(random);
        this.whenOver = whenOver;
    }

    @Override
    public Future<?> start() {
        WebSocketClient client = vertx.createWebSocketClient();
        ChatLine opened = new ChatLine(vertx, client::webSocket, server, BackOff.SOON, random, this);
        line = opened;
        heardAt = System.nanoTime();
        vertx.setPeriodic(1_000, IMPATIENT_MILLIS / 2, fired -> nudge(opened));
        opened.open();
        return Future.succeededFuture();
    }

    /** From now on they want nothing more and say goodbye. Any thread. */
    void wrapUp() {
        context.runOnContext(run -> talk.wrapUp());
    }

    /** Leaves without a word. Any thread. */
    void leave() {
        context.runOnContext(run -> {
            if (line != null) {
                line.leave();
            }
            whenOver.accept(this);
        });
    }

    @Override
    public void acknowledged(String id, String text) {
        told.note(new Told.Acknowledged(conversation(), id, text));
    }

    @Override
    public void shown(JsonObject frame) {
        String text = frame.getString("text");
        String from = frame.getString("from");
        told.note(new Told.Shown(conversation(), frame.getInteger("number"), from, text));
        heardAt = System.nanoTime();
        if (!from.equals("customer")) {
            String reply = talk.reply(text);
            if (!reply.isEmpty()) {
                vertx.setTimer(50 + random.nextInt(400), thought -> say(reply));
            }
        }
    }

    /** In a moment, from the beginning. */
    @Override
    public void refused(JsonObject frame) {
        if (line != null) {
            line.cut();
        }
    }

    @Override
    public void turnedAway(JsonObject frame) {
        told.note(new Told.TurnedAway(conversation(), frame.encode()));
        whenOver.accept(this);
    }

    @Override
    public void ended() {
        whenOver.accept(this);
    }

    private void nudge(ChatLine opened) {
        boolean waiting = opened.up() && opened.quiet() && !opened.over();
        if (waiting && System.nanoTime() - heardAt > IMPATIENT_MILLIS * 1_000_000) {
            heardAt = System.nanoTime();
            say(talk.impatience());
        }
    }

    private void say(String text) {
        if (line != null) {
            line.say(new UUID(random.nextLong(), random.nextLong()).toString(), text);
        }
    }

    private String conversation() {
        return String.valueOf(line == null ? null : line.conversation());
    }
}
