package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.gateway.webcall.WebCallRoutes;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.message.DeskEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code WS /v1/call} without a browser: the protocol, its limits, and whose words are whose. */
class CallSocketIT {
    private static final BlockingQueue<IncomingCall> TAKEN = new LinkedBlockingQueue<>();
    private static EdgeUnderTest edge;
    private static int port;

    /** Takes every call that wants no task, and keeps it. */
    private static final class Taker implements CallDesk {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void take(IncomingCall call) {
            if (call.user().equals("busy")) {
                call.refuse(503, "All lines are busy");
                return;
            }
            call.handler(new Indifferent());
            call.joined("conversation-of-" + call.user());
            call.answer("answer to " + call.offer());
            TAKEN.add(call);
        }
    }

    private static final class Indifferent implements CallHandler {
        @Override
        public void onAcknowledged(@Nullable String sdp) {}

        @Override
        public void onCancelled() {}

        @Override
        public void onHungUp(@Nullable String reason) {}

        @Override
        public @Nullable String onReoffer(@Nullable String sdp) {
            return null;
        }

        @Override
        public void onDigit(char digit) {}

        @Override
        public void onLost(String reason) {}
    }

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest();
        Router router = Router.router(edge.vertx);
        WebCallRoutes.add(
                router,
                edge.vertx,
                edge.addresses.deskEvents(),
                new Taker(),
                new RateLimit(new RateLimit.Settings(1, 30, false), InstantSource.system()),
                new Secrets(new SecureRandom()),
                new SimpleMeterRegistry());
        port = EdgeUnderTest.await(
                        edge.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static TestSocket socket() {
        return TestSocket.connect(edge.vertx, port, "/v1/call");
    }

    private static JsonObject offer(String task) {
        return new JsonObject().put("type", "offer").put("sdp", "v=0").put("task", task);
    }

    private static DeskEvent said(String conversationId, String text) {
        return new DeskEvent.TurnAdded(
                conversationId, new TranscriptLine(1, Party.ASSISTANT, text, Instant.EPOCH, false, null));
    }

    @Test
    void anOfferIsAnsweredAndTheCallerReadsTheirOwnConversationOnly() {
        TestSocket one = socket().send(offer("one"));
        TestSocket other = socket().send(offer("other"));
        assertThat(one.next("answer").getString("sdp")).isEqualTo("answer to v=0");
        other.next("answer");
        String events = edge.addresses.deskEvents();
        edge.vertx.eventBus().publish(events, said("conversation-of-other", "yours"));
        edge.vertx.eventBus().publish(events, new DeskEvent.PartialHeard("conversation-of-other", "hm"));
        edge.vertx.eventBus().publish(events, said("conversation-of-one", "mine"));

        assertThat(one.next("turn", "partial").getString("text")).isEqualTo("mine");
        assertThat(other.next("turn", "partial").getString("text")).isEqualTo("yours");
        assertThat(other.next("turn", "partial").getString("text")).isEqualTo("hm");
        one.send(new JsonObject().put("type", "bye"));
        assertThat(one.next("ended").getString("reason")).isEqualTo("hung up");
        assertThat(one.closed).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo((short) 1000);
    }

    @Test
    void ourEndClosesTheSocket() throws Exception {
        TAKEN.clear();
        TestSocket caller = socket().send(offer("ends"));
        caller.next("answer");
        IncomingCall call = TAKEN.poll(10, TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        call.hangUp("goodbye");
        assertThat(caller.next("ended").getString("reason")).isEqualTo("goodbye");
        assertThat(caller.closed).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo((short) 1000);
    }

    @Test
    void busyLinesAreTold() {
        TestSocket caller = socket().send(offer("busy"));
        assertThat(caller.next("error").getString("code")).isEqualTo("busy");
        assertThat(caller.closed).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo((short) 1013);
    }

    @Test
    void beforeThereIsATelephoneCallsAreBusy() {
        TestSocket caller =
                TestSocket.connect(edge.vertx, edge.port, "/v1/call").send(offer("any"));
        assertThat(caller.next("error").getString("code")).isEqualTo("busy");
    }

    @Test
    void oneCallForEachConnection() {
        TestSocket caller = socket().send(offer("first")).send(offer("second"));
        assertThat(caller.next("error").getString("code")).isEqualTo("already_calling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "7",
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":\"offer\"}",
                "{\"type\":\"offer\",\"sdp\":7}",
                "{\"type\":\"offer\",\"sdp\":\"v=0\",\"task\":\"a b\"}",
                "{\"type\":\"offer\",\"sdp\":\"v=0\",\"task\":\"sip:x@y;z\"}"
            })
    void nonsenseIsAnError(String text) {
        TestSocket caller = socket();
        caller.socket.writeTextMessage(text);
        assertThat(caller.next("error").getString("message")).isNotBlank();
    }

    @Test
    void tooManyErrorsCloseTheSocket() {
        TestSocket caller = socket();
        for (int i = 0; i < 10; i++) {
            caller.socket.writeTextMessage("?");
        }
        assertThat(caller.closed).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo((short) 1008);
    }

    @Test
    void oneAddressCantTakeAllLines() {
        int refused = 0;
        for (int i = 0; i < 60 && refused == 0; i++) {
            JsonObject answer = socket().send(offer("many")).next("answer", "error");
            refused += "slow_down".equals(answer.getString("code")) ? 1 : 0;
        }
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void pagesOfOthersMayNotCall() {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/v1/call")
                .addHeader("Origin", "https://elsewhere.example");
        assertThat(edge.vertx.createWebSocketClient().connect(options).toCompletionStage())
                .failsWithin(10, TimeUnit.SECONDS);
    }
}
