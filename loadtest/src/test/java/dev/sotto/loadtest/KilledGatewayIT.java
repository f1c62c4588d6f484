package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A process dies in the middle of a consult; what was acknowledged lives on. */
class KilledGatewayIT {
    private final Vertx vertx = Vertx.vertx();

    @TempDir(cleanup = CleanupMode.NEVER)
    Path data;

    private ServerProcess gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            await(gateway.stop());
        }
        await(vertx.close());
    }

    @Test
    void aChatGoesOnWithItsConsultOpenAndNothingLostOrDoubled() throws IOException {
        gateway = start();
        adaIsThere();
        ChatVisitor before = ChatVisitor.arrive(vertx, gateway.http(), null, 0);
        JsonObject welcome = before.welcome();
        String conversation = welcome.getString("conversation");
        before.say("I want a refund");
        before.hears("order number");
        before.say("482913");
        JsonObject asked = openCard(conversation);
        before.hears("wrong with it");
        before.say("it has a tear in it");

        await(gateway.kill());
        gateway = start();
        adaIsThere();
        List<Integer> seen = before.numbers();
        ChatVisitor after = ChatVisitor.arrive(vertx, gateway.http(), welcome.getString("resume"), last(seen));

        assertThat(after.welcome().getBoolean("resumed")).isTrue();
        JsonObject open = openCard(conversation);
        assertThat(open.getString("id")).isEqualTo(asked.getString("id"));
        assertThat(open.getString("answerBy")).as("the clock runs on").isEqualTo(asked.getString("answerBy"));
        ServerClient ada = adaIsThere();
        var reply = await(ada.answer(open.getString("id"), new JsonObject().put("answer", "approve")));
        assertThat(reply.body().getString("outcome")).isEqualTo("accepted");
        after.hears("$129.00 goes back");
        assertWhole(conversation, seen, after.numbers());
        after.leave();
    }

    /** Where nobody is at a desk the request's policy decides within seconds, and nothing would be open. */
    private ServerClient adaIsThere() {
        ServerClient ada = await(ServerClient.of(vertx, gateway.http()).signIn("ada", House.PASSWORD));
        assertThat(await(ada.presence("available", 3)).status()).isEqualTo(200);
        return ada;
    }

    private void assertWhole(String conversation, List<Integer> before, List<Integer> after) throws IOException {
        List<JsonObject> lines =
                House.list(await(integrator().conversation(conversation)).getJsonArray("transcript"));
        List<Integer> shown = new ArrayList<>(before);
        shown.addAll(after);
        assertThat(shown).as("no line was shown twice").doesNotHaveDuplicates();
        assertThat(shown)
                .as("no line of ours was left out")
                .containsAll(lines.stream()
                        .filter(line -> line.getString("from").equals("assistant"))
                        .map(line -> line.getInteger("number"))
                        .toList());
        assertThat(lines)
                .filteredOn(line -> line.getString("from").equals("customer"))
                .extracting(line -> line.getString("text"))
                .containsExactly("I want a refund", "482913", "it has a tear in it");
    }

    private JsonObject openCard(String conversation) {
        return House.eventually(
                () -> {
                    try {
                        return House.list(await(integrator().openGuidance()).getJsonArray("guidance")).stream()
                                .filter(card -> conversation.equals(card.getString("conversation")))
                                .findFirst()
                                .orElse(new JsonObject());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                card -> !card.isEmpty());
    }

    private ServerProcess start() {
        return House.awaitLong(ServerProcess.start(vertx, House.plan(data)));
    }

    private ServerClient integrator() throws IOException {
        return ServerClient.of(vertx, gateway.http()).as(gateway.apiKey());
    }

    private static int last(List<Integer> numbers) {
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }
}
