package dev.sotto.loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a server that knows nobody any more once it has been left. */
@ExtendWith(VertxExtension.class)
class ChatCustomerTest {
    private final List<Record> noted = new CopyOnWriteArrayList<>();
    private final List<JsonObject> hellos = new CopyOnWriteArrayList<>();

    @Test
    void serverThatHasForgottenTheConversationIsNoted(Vertx vertx, VertxTestContext test) {
        vertx.createHttpServer()
                .webSocketHandler(this::serve)
                .listen(0, "127.0.0.1")
                .compose(server -> vertx.deployVerticle(new ChatCustomer(
                        () -> uri(server),
                        new Told(noted::add),
                        1,
                        over -> test.verify(() -> {
                            assertThat(hellos.get(0).getString("resume")).isNull();
                            assertThat(hellos.get(1).getString("resume")).isEqualTo("secret");
                            assertThat(noted)
                                    .anyMatch(fact -> fact instanceof Told.Acknowledged said
                                            && said.conversation().equals("c1"));
                            assertThat(noted).last().isInstanceOf(Told.TurnedAway.class);
                            test.completeNow();
                        }))))
                .onFailure(test::failNow);
    }

    private void serve(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            JsonObject frame = new JsonObject(text);
            if (frame.getString("type").equals("message")) {
                send(socket, new JsonObject().put("type", "ack").put("id", frame.getString("id")));
                socket.close();
            } else if (frame.getString("resume") == null) {
                hellos.add(frame);
                send(
                        socket,
                        new JsonObject()
                                .put("type", "welcome")
                                .put("conversation", "c1")
                                .put("resume", "secret"));
                send(
                        socket,
                        new JsonObject()
                                .put("type", "message")
                                .put("number", 1)
                                .put("from", "assistant")
                                .put("text", "Hello, this is Harbour Outfitters. What can I do for you?"));
            } else {
                hellos.add(frame);
                send(socket, new JsonObject().put("type", "error").put("code", "unknown_resume"));
            }
        });
    }

    private static void send(ServerWebSocket socket, JsonObject frame) {
        socket.writeTextMessage(frame.encode());
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }
}
