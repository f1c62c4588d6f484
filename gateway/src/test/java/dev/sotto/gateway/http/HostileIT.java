package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send, and what it gets. */
class HostileIT {
    private static EdgeUnderTest edge;
    private static String ada;

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest();
        ada = edge.signIn("ada");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"answer\":",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{\"answer\":7}",
                "{\"answer\":\"perhaps\"}",
                "{\"answer\":\"choose\",\"choice\":\"1\"}",
                "{\"answer\":\"choose\",\"choice\":1e99}",
                "{\"answer\":\"choose\",\"choice\":-1}",
                "{\"answer\":\"instruct\",\"text\":{}}",
                "{} {}",
                "\u0000"
            })
    void nonsenseIsRefusedWithAReason(String body) {
        var answer = edge.send(HttpMethod.POST, "/v1/guidance/g1/answer", ada, Buffer.buffer(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
                .isNotBlank();
        assertThat(edge.desk.guidance("g1").answer()).isNull();
    }

    @Test
    void brokenJsonNamesItsPosition() {
        var answer = edge.send(HttpMethod.POST, "/v1/sessions", null, Buffer.buffer("{\"name\":\"ada\",\n oops}"));
        assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
                .contains("line 2, column");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404",
        "GET,/v1/nothing,404",
        "GET,/v1/guidance/unknown-id,404",
        "GET,/v1/conversations/unknown-id,404",
        "GET,/v1/conversations/unknown-id/journal,404",
        "GET,/v1/conversations/a%20b,404",
        "GET,/v1/conversations?state=dead,400",
        "GET,/v1/conversations?limit=x,400",
        "GET,/v1/conversations?limit=0,400",
        "PATCH,/v1/guidance,405",
        "PUT,/v1/sessions,405",
        "GET,/assets/../logback-test.xml,404",
        "GET,/assets/%2e%2e/%2e%2e/logback-test.xml,404",
        "GET,/assets/..%2fopenapi.yaml,404",
        "GET,/webjars/lit/../../../../logback-test.xml,404",
        "GET,/webjars/..%5c..%5clogback-test.xml,404",
        "GET,/webjars/lit/,404",
        "GET,/webjars/lit/3.3.2/,404",
        "GET,/v1/chat,426"
    })
    void wrongPathsAndMethods(String method, String path, int status) {
        var answer = edge.send(HttpMethod.valueOf(method), path, ada, null);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("code"))
                .isNotBlank();
        if (status == 405) {
            assertThat(answer.getHeader("Allow")).isEqualTo(path.endsWith("guidance") ? "GET" : "POST");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        var answer = edge.send(
                HttpMethod.POST,
                "/v1/guidance/g1/answer",
                ada,
                Buffer.buffer("{\"x\":\"" + "x".repeat(70_000) + "\"}"));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        chat.next("welcome");
        chat.say("m1", "x".repeat(4_001));
        JsonObject error = chat.next("error", "ack");
        assertThat(error.getString("code")).isEqualTo("too_long");
        assertThat(error.getString("id")).isEqualTo("m1");
        chat.say("m2", " \u0001 ");
        assertThat(chat.next("error", "ack").getString("id")).isEqualTo("m2");
        chat.say("m3", "x".repeat(4_000));
        assertThat(chat.next("error", "ack").getString("type")).isEqualTo("ack");
    }

    @Test
    void longUrisAndHeadersAreRefused() {
        assertThat(edge.get("/" + "x".repeat(9_000), null).statusCode()).isEqualTo(414);
        assertThat(edge.get("/health/live", "x".repeat(20_000)).statusCode()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"type\":7}",
                "{\"type\":\"fly\"}",
                "{\"type\":\"message\",\"id\":\"a\"}",
                "{\"type\":\"hello\",\"resume\":5}",
                "{\"type\":\"hello\",\"after\":\"1\"}"
            })
    void nonsenseOnAChatIsAnErrorAndNotTheEnd(String text) {
        TestSocket chat = edge.open("/v1/chat");
        chat.socket.writeTextMessage(text);
        assertThat(chat.next("error").getString("message")).isNotBlank();
        chat.hello(null);
        chat.next("welcome");
    }

    @Test
    void aFrameThatIsTooLargeClosesTheSocket() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        chat.next("welcome");
        chat.socket.writeFinalTextFrame("x".repeat(100_000));
        assertThat(chat.next("error").getString("code")).isEqualTo("too_large");
        assertThat(chat.closeCode()).isEqualTo((short) 1009);
    }

    @Test
    void tenMegabytesInOneFrameOrInManyEndTheConnectionAndNothingElse() {
        TestSocket one = edge.open("/v1/chat").hello(null);
        one.next("welcome");
        one.socket.writeFinalTextFrame("x".repeat(10_000_000));
        one.closeCode();
        TestSocket many = edge.open("/v1/chat").hello(null);
        many.next("welcome");
        many.socket.writeFrame(WebSocketFrame.textFrame("x".repeat(60_000), false));
        for (int n = 0; n < 10; n++) {
            many.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(60_000)), false));
        }
        many.closeCode();
        edge.open("/v1/chat").hello(null).next("welcome");
    }

    @Test
    void whoMakesOnlyMistakesIsSentAway() {
        TestSocket chat = edge.open("/v1/chat");
        for (int n = 0; n < 60; n++) {
            chat.socket.writeTextMessage("{");
        }
        assertThat(chat.closeCode()).isEqualTo((short) 1008);
    }

    @Test
    void randomBytesAreSurvived() throws Exception {
        var random = new Random(11);
        var client = edge.vertx.createNetClient();
        for (int n = 0; n < 50; n++) {
            byte[] bytes = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(bytes);
            var socket = EdgeUnderTest.await(client.connect(edge.port, "127.0.0.1"));
            EdgeUnderTest.await(socket.write(Buffer.buffer(bytes)).recover(broken -> Future.succeededFuture()));
            EdgeUnderTest.await(socket.close().recover(broken -> Future.succeededFuture()));
        }
        assertThat(edge.get("/health/live", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aReaderThatNeverReadsIsDroppedAndCounted() throws Exception {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        JsonObject welcome = chat.next("welcome");
        chat.socket.pause();
        chat.say("m1", "shout 10000");
        CompletableFuture<Void> counted = new CompletableFuture<>();
        edge.vertx.setPeriodic(20, timer -> {
            if (edge.meters
                            .get("sotto.socket.slow.reader")
                            .tag("edge", "chat")
                            .counter()
                            .count()
                    > 0) {
                counted.complete(null);
            }
        });
        counted.get(20, TimeUnit.SECONDS);
        chat.cut();
        TestSocket back = edge.open("/v1/chat");
        back.send(new JsonObject()
                .put("type", "hello")
                .put("resume", welcome.getString("resume"))
                .put("after", 10_001));
        assertThat(back.next("message").getString("text")).isEqualTo(("line 10000" + "!".repeat(1_000)));
    }
}
