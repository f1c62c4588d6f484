package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.Settings;
import dev.sotto.config.SettingsException;
import dev.sotto.config.SettingsLoader;
import dev.sotto.gateway.replay.ReplayCommand;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.server.ServerProcess;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.parse.PlaybookLoader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real conversation is played again: beside the gateway that runs, and from a file without any. */
class ReplayIT {
    private static final String PAID = "$129.00 goes back";

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
    void aConversationIsPlayedAgainFromTheDatabaseInUseAndFromAFile() throws IOException {
        gateway = start();
        String conversation = refund();
        JsonObject journal = await(integrator().journal(conversation));
        assertThat(journal.encode()).doesNotContain("\"token\"").contains("\"approved\":true");
        Path file = Files.writeString(data.resolve("journal.json"), journal.encode());

        String asItWas = replay(conversation, "--compare");
        String declined = replay(conversation, "--answer", "approve_refund=decline:it has been used");
        String unattended = replay(conversation, "--no-agents", "--policy", "approve_refund=decline@20s", "--json");
        String fromFile = replay("--journal", file.toString(), "--compare");

        assertThat(asItWas).contains("differences: none").contains("assumed: nothing");
        assertThat(fromFile.lines()
                        .filter(line -> line.startsWith("differences"))
                        .findFirst())
                .hasValue("differences: none");
        assertThat(declined).contains("it has been used").contains("outcome").contains("only in the journal");
        JsonObject other = new JsonObject(unattended).getJsonObject("replay");
        assertThat(other.encode()).doesNotContain(PAID);
        assertThat(other.getJsonArray("consults").getJsonObject(0).getInteger("lastedMillis"))
                .isEqualTo(5_001);
        assertThat(replay(conversation, "--delay", "x3", "--json"))
                .isEqualTo(replay(conversation, "--delay", "x3", "--json"));
        assertThat(replay("nobody", "--compare")).contains("there is no conversation nobody");
        assertThat(replay(conversation, "--delay", "soon")).contains("x0.5 or 40s");
    }

    /** A refund that ada approves; the customer goes when it is said. */
    private String refund() throws IOException {
        ChatVisitor visitor = ChatVisitor.arrive(vertx, gateway.http(), null, 0);
        String conversation = visitor.welcome().getString("conversation");
        visitor.say("I want a refund");
        visitor.hears("order number");
        visitor.say("482913");
        visitor.hears("wrong with it");
        visitor.say("it has a tear in it");
        visitor.hears("used it");
        JsonObject card = House.eventually(
                () -> House.list(await(openGuidance()).getJsonArray("guidance")).stream()
                        .filter(open -> conversation.equals(open.getString("conversation")))
                        .findFirst()
                        .orElse(new JsonObject()),
                found -> !found.isEmpty());
        ServerClient ada = await(ServerClient.of(vertx, gateway.http()).signIn("ada", House.PASSWORD));
        await(ada.answer(card.getString("id"), new JsonObject().put("answer", "approve")));
        visitor.hears(PAID);
        visitor.say("no thanks, goodbye");
        House.eventually(
                () -> await(integratorOrFail().conversation(conversation)).getString("state"), "ended"::equals);
        visitor.leave();
        return conversation;
    }

    private io.vertx.core.Future<JsonObject> openGuidance() {
        return integratorOrFail().openGuidance();
    }

    private ServerClient integratorOrFail() {
        try {
            return integrator();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ServerProcess start() {
        return House.awaitLong(ServerProcess.start(vertx, House.plan(data)));
    }

    private ServerClient integrator() throws IOException {
        return ServerClient.of(vertx, gateway.http()).as(gateway.apiKey());
    }

    private String replay(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try {
            Settings settings = new SettingsLoader(House.environment(data)).load();
            await(new ReplayCommand(settings, ReplayIT::tasks, out).run(vertx, arguments));
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Playbook tasks(String folder) throws Exception {
        return PlaybookLoader.load(
                folder.isEmpty() ? OtherShop.demo() : Path.of(folder), Map.of("shop", "http://127.0.0.1:1"));
    }
}
