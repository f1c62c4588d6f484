package dev.sotto.loadtest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A desk that says what the test wants. */
class TurnFeedIT {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ServerWebSocket> desks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private TurnFeed feed() throws Exception {
        HttpServer server = await(vertx.createHttpServer()
                .webSocketHandler(desks::add)
                .requestHandler(request -> request.response()
                        .putHeader("content-type", "application/json")
                        .end((request.path().equals("/v1/sessions")
                                        ? new JsonObject().put("token", "t")
                                        : conversation("looked-up", "call-2"))
                                .encode()))
                .listen(0, "127.0.0.1"));
        ServerClient nobody = ServerClient.of(vertx, URI.create("http://127.0.0.1:" + server.actualPort()));
        return await(TurnFeed.start(
                vertx, nobody, "sue", "secret", (callId, from, text) -> said.add(callId + " " + from + " " + text)));
    }

    private static JsonObject conversation(String id, String callId) {
        return new JsonObject().put("id", id).put("variables", new JsonObject().put("call_id", callId));
    }

    private static JsonObject line(int number, String from, String text) {
        return new JsonObject().put("number", number).put("from", from).put("text", text);
    }

    private static String turn(String conversation, JsonObject line) {
        return new JsonObject()
                .put("type", "turn")
                .put("conversation", conversation)
                .put("line", line)
                .encode();
    }

    private ServerWebSocket desk() throws InterruptedException {
        return desks.poll(30, TimeUnit.SECONDS);
    }

    private String next() throws InterruptedException {
        return said.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void eachLineOfTheirsIsToldOnceAndOursNever() throws Exception {
        TurnFeed feed = feed();
        ServerWebSocket desk = desk();
        desk.writeTextMessage(new JsonObject()
                .put("type", "conversation.changed")
                .put("conversation", conversation("c1", "call-1"))
                .encode());
        desk.writeTextMessage(turn("c1", line(1, "assistant", "Hello.")));
        desk.writeTextMessage(turn("c1", line(2, "customer", "where is my order")));
        desk.writeTextMessage(turn("c1", line(1, "assistant", "Hello.")));
        desk.writeTextMessage(turn("looked-up", line(1, "agent", "One moment.")));

        assertThat(next()).isEqualTo("call-1 assistant Hello.");
        assertThat(next()).isEqualTo("call-2 agent One moment.");
        assertThat(said).isEmpty();
        await(feed.close());
    }

    @Test
    void whatWasMissedWhileTheDeskWasAwayIsToldBehind() throws Exception {
        TurnFeed feed = feed();
        JsonObject conversation =
                conversation("c1", "call-1").put("transcript", new JsonArray().add(line(1, "assistant", "Hello.")));
        JsonObject snapshot =
                new JsonObject().put("type", "snapshot").put("conversations", new JsonArray().add(conversation));
        ServerWebSocket first = desk();
        first.writeTextMessage(snapshot.encode());
        assertThat(next()).isEqualTo("call-1 assistant Hello.");
        first.close();

        conversation.getJsonArray("transcript").add(line(2, "assistant", "Are you there?"));
        desk().writeTextMessage(snapshot.encode());

        assertThat(next()).isEqualTo("call-1 assistant Are you there?");
        assertThat(said).isEmpty();
        await(feed.close());
    }
}
