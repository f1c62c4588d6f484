package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.chat.ChatSettings;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChatIT {
    private static EdgeUnderTest edge;

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void aMessageIsAcknowledgedAndAnswered() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        JsonObject welcome = chat.next("welcome");
        assertThat(welcome.getString("conversation")).isNotBlank();
        assertThat(welcome.getString("resume")).hasSizeGreaterThan(40);
        assertThat(chat.next("message").getString("text")).isEqualTo("Hello!");
        String id = UUID.randomUUID().toString();
        chat.say(id, "refund");
        assertThat(chat.next("ack").getString("id")).isEqualTo(id);
        JsonObject answer = chat.next("message");
        assertThat(answer.getString("text")).isEqualTo("You said refund");
        assertThat(answer.getString("from")).isEqualTo("assistant");
        assertThat(answer.getLong("number")).isEqualTo(3);
        assertThat(answer.getString("at")).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void aMessageInPartsIsHeardAsOne() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        chat.next("message");
        String whole = new JsonObject()
                .put("type", "message")
                .put("id", "parts")
                .put("text", "größer")
                .encode();
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        int inAnUmlaut = whole.indexOf('ö') + 1;
        chat.socket.writeFrame(WebSocketFrame.textFrame(whole.substring(0, 3), false));
        chat.socket.writeFrame(
                WebSocketFrame.continuationFrame(Buffer.buffer(bytes).slice(3, inAnUmlaut), false));
        chat.socket.writePing(Buffer.buffer("between"));
        chat.socket.writeFrame(
                WebSocketFrame.continuationFrame(Buffer.buffer(bytes).slice(inAnUmlaut, bytes.length), true));
        assertThat(chat.next("message").getString("text")).isEqualTo("You said größer");
    }

    @Test
    void aPingIsAnsweredAndAGoodbyeIsReturned() throws Exception {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        chat.next("welcome");
        var pong = new CompletableFuture<String>();
        chat.socket.pongHandler(payload -> pong.complete(payload.toString()));
        chat.socket.writePing(Buffer.buffer("still there?"));
        assertThat(pong.get(10, TimeUnit.SECONDS)).isEqualTo("still there?");
        chat.socket.close((short) 1000, "bye");
        assertThat(chat.closeCode()).isEqualTo((short) 1000);
    }

    @Test
    void connectionsThatHaveEndedDontCount() {
        try (var small = new EdgeUnderTest(settings -> settings.withMaxConnections(10))) {
            for (int n = 0; n < 30; n++) {
                TestSocket chat = small.open("/v1/chat").hello(null);
                chat.next("welcome");
                EdgeUnderTest.await(chat.socket.close());
                chat.closeCode();
            }
            small.open("/v1/chat").hello(null).next("welcome");
        }
    }

    @Test
    void oneConnectionTooManyIsToldSo() {
        try (var small = new EdgeUnderTest(settings -> settings.withMaxConnections(10))) {
            for (int n = 0; n < 10; n++) {
                small.open("/v1/chat").hello(null).next("welcome");
            }
            assertThatThrownBy(() -> small.open("/v1/chat")).hasMessageContaining("503");
        }
    }

    @Test
    void theSameMessageTwiceIsAcknowledgedTwiceAndHeardOnce() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        String conversation = chat.next("welcome").getString("conversation");
        chat.say("m1", "hi").say("m1", "hi");
        assertThat(chat.next("ack").getString("id")).isEqualTo("m1");
        assertThat(chat.next("ack").getString("id")).isEqualTo("m1");
        assertThat(edge.conversations.conversations.get(conversation).lines).hasSize(3);
    }

    @Test
    void messagesFasterThanTheyAreWrittenAreAllAcknowledgedInTheirOrder() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        chat.next("welcome");
        for (int n = 0; n < 200; n++) {
            chat.say("m" + n, "hi");
        }
        for (int n = 0; n < 200; n++) {
            assertThat(chat.next("ack").getString("id")).isEqualTo("m" + n);
        }
    }

    @Test
    void whatIsNotDurableIsNotAcknowledged() {
        try (var impatient = new EdgeUnderTest(settings -> new HttpEdgeSettings(
                "127.0.0.1",
                0,
                1,
                Duration.ofMillis(200),
                settings.ping(),
                settings.maxConnections(),
                settings.rate(),
                settings.chat()))) {
            TestSocket chat = impatient.open("/v1/chat").hello(null);
            chat.next("welcome");
            chat.say("m1", "mute").say("m2", "refuse");
            JsonObject refused = chat.next("ack", "error");
            assertThat(refused.getString("code")).isEqualTo("not_now");
            assertThat(refused.getString("id")).isEqualTo("m2");
            JsonObject silent = chat.next("ack", "error");
            assertThat(silent.getString("code")).isEqualTo("unavailable");
            assertThat(silent.getString("id")).isEqualTo("m1");
        }
    }

    @Test
    void messagesBehindHelloAreNotLost() {
        TestSocket chat = edge.open("/v1/chat").hello(null).say("m1", "early");
        chat.next("welcome");
        assertThat(chat.next("ack").getString("id")).isEqualTo("m1");
    }

    @Test
    void theEndIsToldAndTheSocketClosed() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        JsonObject welcome = chat.next("welcome");
        chat.say("m1", "bye");
        assertThat(chat.next("ended").getString("reason")).isEqualTo("completed");
        assertThat(chat.closeCode()).isEqualTo((short) 1000);
        TestSocket late = edge.open("/v1/chat").hello(welcome.getString("resume"));
        late.next("welcome");
        assertThat(late.next("ended").getString("reason")).isEqualTo("completed");
    }

    @Test
    void aSecondConnectionTakesOver() {
        TestSocket first = edge.open("/v1/chat").hello(null);
        String resume = first.next("welcome").getString("resume");
        TestSocket second = edge.open("/v1/chat").hello(resume);
        assertThat(second.next("welcome").getString("resume")).isEqualTo(resume);
        assertThat(first.next("error").getString("code")).isEqualTo("replaced");
        assertThat(first.closeCode()).isEqualTo((short) 4001);
        second.say("m1", "still here");
        assertThat(second.next("message").getString("text")).isEqualTo("You said still here");
    }

    @Test
    void anUnknownSecretIsRefusedAndHelloMayBeSaidAgain() {
        TestSocket chat = edge.open("/v1/chat").hello("nobody's");
        assertThat(chat.next("error").getString("code")).isEqualTo("unknown_resume");
        chat.hello(null);
        chat.next("welcome");
    }

    @Test
    void afterZeroTellsEverythingAgain() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        String resume = chat.next("welcome").getString("resume");
        chat.say("m1", "hi");
        chat.next("ack");
        chat.cut();
        TestSocket back = edge.open("/v1/chat");
        back.send(new JsonObject().put("type", "hello").put("resume", resume).put("after", 0));
        assertThat(back.next("message").getString("text")).isEqualTo("Hello!");
        JsonObject own = back.next("message");
        assertThat(own.getString("from")).isEqualTo("customer");
        assertThat(own.getLong("number")).isEqualTo(2);
        assertThat(own.containsKey("id")).isFalse();
        assertThat(back.next("message").getString("text")).isEqualTo("You said hi");
    }

    @Test
    void afterARestartWhatFollowsTheCustomersLastWordsIsSentAgain() {
        TestSocket chat = edge.open("/v1/chat").hello(null);
        JsonObject welcome = chat.next("welcome");
        chat.say("m1", "say 2");
        chat.next("ack");
        chat.next("message");
        chat.next("message");
        var saved = new ScriptedConversations(edge.addresses);
        saved.conversations.putAll(edge.conversations.conversations);
        try (var restarted = new EdgeUnderTest(settings -> settings, saved, more -> {})) {
            TestSocket back = restarted.open("/v1/chat").hello(welcome.getString("resume"));
            assertThat(back.next("welcome").getString("conversation")).isEqualTo(welcome.getString("conversation"));
            assertThat(back.next("message").getString("text")).isEqualTo("line 1");
            assertThat(back.next("message").getString("text")).isEqualTo("line 2");
        }
    }

    @Test
    void aVisitorWhoStaysAwayIsGone() {
        var chatSettings = new ChatSettings(Set.of("*"), Duration.ofMillis(100), Duration.ofHours(1), 10, 10, "Shop");
        try (var hasty = new EdgeUnderTest(settings -> settings.withChat(chatSettings))) {
            TestSocket chat = hasty.open("/v1/chat").hello(null);
            String id = chat.next("welcome").getString("conversation");
            chat.cut();
            until(() -> hasty.conversations.heard.stream()
                    .anyMatch(event -> event instanceof ToConversation.Gone gone
                            && gone.conversationId().equals(id)
                            && gone.termination().equals("visitor_left")));
        }
    }

    @Test
    void pagesOfForeignOriginsAreRefusedWhenOriginsAreNamed() {
        var chatSettings = new ChatSettings(
                Set.of("https://shop.example"), Duration.ofMinutes(1), Duration.ofHours(1), 10, 10, "Shop");
        try (var strict = new EdgeUnderTest(settings -> settings.withChat(chatSettings))) {
            TestSocket.connect(strict.vertx, from(strict, "https://shop.example"));
            TestSocket.connect(strict.vertx, from(strict, "http://127.0.0.1:" + strict.port));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> TestSocket.connect(strict.vertx, from(strict, "https://evil.example")))
                    .hasMessageContaining("403");
        }
    }

    static WebSocketConnectOptions from(EdgeUnderTest edge, String origin) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(edge.port)
                .setURI("/v1/chat")
                .addHeader("Origin", origin);
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
