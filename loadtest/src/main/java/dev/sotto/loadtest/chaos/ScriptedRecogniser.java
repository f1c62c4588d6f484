package dev.sotto.loadtest.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A recogniser as vosk-server is one (a WebSocket per utterance), which hears the same sentence in everything: the callers of a run
 * say nothing else. Any thread.
 */
final class ScriptedRecogniser {
    /** What callers say, and all that is ever heard. */
    static final String SENTENCE = "I want a refund";

    private final HttpServer server;
    private final AtomicLong heard = new AtomicLong();
    private volatile Health health = Health.WELL;

    private ScriptedRecogniser(Vertx vertx) {
        server = vertx.createHttpServer();
    }

    static Future<ScriptedRecogniser> open(Vertx vertx) {
        ScriptedRecogniser recogniser = new ScriptedRecogniser(vertx);
        return recogniser
                .server
                .webSocketHandler(recogniser::listen)
                .listen(0, "127.0.0.1")
                .map(recogniser);
    }

    int port() {
        return server.actualPort();
    }

    void be(Health next) {
        health = next;
    }

    /** Utterances so far. */
    long heard() {
        return heard.get();
    }

    Future<Void> close() {
        return server.close();
    }

    private void listen(ServerWebSocket socket) {
        if (health == Health.FAILING) {
            socket.close((short) 1011);
            return;
        }
        socket.exceptionHandler(broken -> {});
        socket.binaryMessageHandler(sound -> tell(socket, new JsonObject().put("partial", heardSoFar(sound.length()))));
        socket.textMessageHandler(text -> {
            if (text.contains("eof")) {
                heard.incrementAndGet();
                tell(socket, result());
            }
        });
    }

    private static String heardSoFar(int bytes) {
        return bytes > 0 ? "i want" : "";
    }

    private static JsonObject result() {
        JsonArray words = new JsonArray();
        for (String word : SENTENCE.toLowerCase(java.util.Locale.ROOT).split(" ")) {
            words.add(new JsonObject().put("conf", 0.95).put("word", word));
        }
        return new JsonObject().put("result", words).put("text", SENTENCE.toLowerCase(java.util.Locale.ROOT));
    }

    private void tell(ServerWebSocket socket, JsonObject message) {
        switch (health) {
            case WELL -> socket.writeTextMessage(message.encode()).onFailure(gone -> {});
            case GARBLED -> socket.writeTextMessage("\u0001{\"te").onFailure(gone -> {});
            case FAILING -> socket.close((short) 1011);
            case HANGING -> {
                // hears and says nothing
            }
        }
    }
}
