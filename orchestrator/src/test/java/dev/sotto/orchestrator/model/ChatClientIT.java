package dev.sotto.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Secret;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against an endpoint that fails in every way. */
class ChatClientIT {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<String> tries = new CopyOnWriteArrayList<>();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private ScriptedModel model;
    private ChatClient client;

    @BeforeEach
    void start() throws Exception {
        model = new ScriptedModel(vertx);
        client = client(Duration.ofSeconds(8), Duration.ofMillis(1_500), Duration.ZERO);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        model.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Duration total = Duration.ofSeconds(30);

    private ChatClient client(Duration first, Duration idle, Duration hedge) {
        ModelSettings settings = new ModelSettings(
                model.url(), new Secret("k1"), "m", first, idle, total, hedge, 2, 100, Duration.ofSeconds(1));
        ModelMeters meters = new ModelMeters() {
            @Override
            public void triedAgain(String why) {
                tries.add(why);
            }

            @Override
            public void ended(String outcome, long nanos) {
                outcomes.add(outcome);
            }
        };
        return new ChatClient(vertx, settings, meters, () -> 0.5);
    }

    /** What was heard of an answer. */
    private static final class Heard implements ChatListener {
        final StringBuilder text = new StringBuilder();
        final CompletableFuture<ChatAnswer> end = new CompletableFuture<>();
        volatile String failure = "";

        @Override
        public void text(String part) {
            text.append(part);
        }

        @Override
        public void done(ChatAnswer answer) {
            end.complete(answer);
        }

        @Override
        public void failed(String reason) {
            failure = reason;
            end.complete(new ChatAnswer(List.of(), -1, -1));
        }
    }

    private Heard ask() throws Exception {
        Heard heard = new Heard();
        context.runOnContext(go -> client.ask(Buffer.buffer("{\"model\":\"m\"}"), heard));
        heard.end.get(10, TimeUnit.SECONDS);
        return heard;
    }

    @Test
    void textComesInPiecesAndTokensAreCounted() throws Exception {
        model.says("We open at nine. Grüße aus Köln ☎.");

        Heard heard = ask();

        assertThat(heard.text).hasToString("We open at nine. Grüße aus Köln ☎.");
        assertThat(heard.end.get()).isEqualTo(new ChatAnswer(List.of(), 812, 34));
        assertThat(model.authorization()).isEqualTo("Bearer k1");
    }

    @Test
    void functionCallIsPutTogetherFromItsPieces() throws Exception {
        model.wants("Let me look.", "orders_lookup", "{\"number\":\"482913\"}");

        assertThat(ask().end.get().calls())
                .containsExactly(new ChatAnswer.FunctionCall("orders_lookup", "{\"number\":\"482913\"}"));
    }

    @Test
    void characterThatIsCutByAChunkComesWhole() throws Exception {
        Buffer whole = ScriptedModel.delta("Köln ☎");
        model.then(request -> {
            var response = ScriptedModel.begin(request);
            for (int index = 0; index < whole.length(); index++) {
                response.write(whole.getBuffer(index, index + 1));
            }
            ScriptedModel.finish(response, "stop");
        });

        assertThat(ask().text).hasToString("Köln ☎");
    }

    @Test
    void serverErrorIsTriedAgain() throws Exception {
        model.status(500, "").status(503, "").says("Hello.");

        assertThat(ask().text).hasToString("Hello.");
        assertThat(tries).containsExactly("retry", "retry");
    }

    @Test
    void triesComeToAnEnd() throws Exception {
        model.status(500, "");

        assertThat(ask().failure).isEqualTo("it answered 500");
        assertThat(model.seen).hasSize(3);
    }

    @Test
    void retryAfterIsHonoured() throws Exception {
        model.status(429, "1").says("Hello.");
        long began = System.nanoTime();

        assertThat(ask().text).hasToString("Hello.");

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(990));
    }

    @Test
    void retryAfterThatIsTooLongFailsAtOnce() throws Exception {
        model.status(429, "60");

        assertThat(ask().failure).contains("429").contains("no time to wait");
        assertThat(model.seen).hasSize(1);
    }

    @Test
    void wrongKeyIsNotTriedAgain() throws Exception {
        model.status(401, "");

        assertThat(ask().failure).isEqualTo("it answered 401");
        assertThat(model.seen).hasSize(1);
    }

    @Test
    void silentEndpointIsGivenUpBeforeTheFirstToken() throws Exception {
        client.close();
        client = client(Duration.ofMillis(200), Duration.ofMillis(300), Duration.ZERO);
        model.hangsAfter("");

        assertThat(ask().failure).startsWith("no token within");
        awaitClosed();
    }

    @Test
    void stalledAnswerIsGivenUpAndItsConnectionClosed() throws Exception {
        model.hangsAfter("Hello");

        Heard heard = ask();

        assertThat(heard.failure).startsWith("nothing came");
        assertThat(tries).isEmpty();
        awaitClosed();
    }

    @Test
    void answerWithoutEndIsGivenUp() throws Exception {
        total = Duration.ofMillis(500);
        client.close();
        client = client(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO);
        model.neverEnds();

        assertThat(ask().failure).startsWith("not done within");
        awaitClosed();
    }

    @Test
    void answerThatIsCutAfterAWordIsNotTriedAgain() throws Exception {
        model.cutAfter(ScriptedModel.delta("Hello, I")
                .appendBuffer(ScriptedModel.delta("x").getBuffer(0, 30)));

        Heard heard = ask();

        assertThat(heard.failure).isNotEmpty();
        assertThat(heard.text).hasToString("Hello, I");
        assertThat(model.seen).hasSize(1);
    }

    @Test
    void functionCallThatIsCutIsNoCall() throws Exception {
        model.cutAfter(ScriptedModel.call(0, "orders_refund", "{\"amount\":99"));

        Heard heard = ask();

        assertThat(heard.failure).isNotEmpty();
        assertThat(heard.end.get().calls()).isEmpty();
    }

    @Test
    void nonsenseIsAFailure() throws Exception {
        model.cutAfter(Buffer.buffer("data: {\"choices\": [oops\n\n"));

        assertThat(ask().failure).isEqualTo("a chunk is not JSON");
    }

    @Test
    void endlessLineIsAFailure() throws Exception {
        model.cutAfter(Buffer.buffer("data: " + "x".repeat(300_000)));

        assertThat(ask().failure).contains("longer than");
    }

    @Test
    void endlessArgumentsAreAFailure() throws Exception {
        model.cutAfter(ScriptedModel.call(0, "orders_refund", "9".repeat(10_000))
                .appendBuffer(ScriptedModel.call(0, null, "9".repeat(10_000))));

        assertThat(ask().failure).contains("too large");
    }

    @Test
    void emptyAnswerIsAFailure() throws Exception {
        model.says("");

        assertThat(ask().failure).isEqualTo("the answer is empty");
    }

    @Test
    void secondRequestIsSentBesideASlowOneAndTheFasterWins() throws Exception {
        client.close();
        client = client(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(100));
        model.hangsAfter("").says("Second.");

        Heard heard = ask();

        assertThat(heard.text).hasToString("Second.");
        assertThat(tries).containsExactly("hedge");
        awaitClosed();
    }

    @Test
    void circuitOpensAfterFailuresAndRefusesAtOnce() throws Exception {
        model.status(401, "");
        for (int count = 0; count < 4; count++) {
            ask();
        }
        int before = model.seen.size();

        assertThat(client.ready()).isFalse();
        assertThat(ask().failure).isEqualTo("the circuit is open");
        assertThat(model.seen).hasSize(before);
    }

    @Test
    void droppedAnswerClosesItsConnectionAndSaysNothing() throws Exception {
        model.hangsAfter("Hello");
        Heard heard = new Heard();
        CompletableFuture<ChatCall> call = new CompletableFuture<>();
        context.runOnContext(go -> call.complete(client.ask(Buffer.buffer("{}"), heard)));
        await(() -> heard.text.length() > 0);

        context.runOnContext(go -> client.drop(call.join()));

        awaitClosed();
        assertThat(heard.end).isNotDone();
        assertThat(outcomes).containsExactly("dropped");
    }

    private void awaitClosed() {
        await(() -> model.closedByClient.get() > 0);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
