package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestIT {
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

    private static String open() {
        return edge.post("/v1/conversations", EdgeUnderTest.API_KEY, new JsonObject())
                .bodyAsJsonObject()
                .getString("conversation");
    }

    private static String code(HttpResponse<Buffer> response) {
        return response.bodyAsJsonObject().getJsonObject("error").getString("code");
    }

    @Test
    void signingInGivesATokenAndSigningOutTakesItBack() {
        var body = new JsonObject().put("name", "sue").put("password", EdgeUnderTest.PASSWORD);
        var signedIn = edge.post("/v1/sessions", null, body);
        assertThat(signedIn.statusCode()).isEqualTo(201);
        assertThat(signedIn.bodyAsJsonObject().getString("role")).isEqualTo("supervisor");
        String token = signedIn.bodyAsJsonObject().getString("token");
        assertThat(edge.get("/v1/agents", token).statusCode()).isEqualTo(200);
        assertThat(edge.send(HttpMethod.DELETE, "/v1/sessions/current", token, null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(edge.get("/v1/agents", token).statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordIsRefusedAndGuessingIsSlowedDown() {
        var body = new JsonObject().put("name", "ben").put("password", "guess");
        for (int n = 0; n < 5; n++) {
            assertThat(edge.post("/v1/sessions", null, body).statusCode()).isEqualTo(401);
        }
        var slowed = edge.post("/v1/sessions", null, body);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.getHeader("Retry-After")).isNotNull();
    }

    @Test
    void everyRoleHasItsOwnDoors() {
        assertThat(edge.get("/v1/guidance", null).statusCode()).isEqualTo(401);
        assertThat(edge.get("/v1/guidance", "made up").statusCode()).isEqualTo(401);
        assertThat(edge.post("/v1/conversations", ada, new JsonObject()).statusCode())
                .isEqualTo(403);
        assertThat(edge.post("/v1/guidance/g1/answer", EdgeUnderTest.API_KEY, new JsonObject())
                        .statusCode())
                .isEqualTo(403);
        assertThat(edge.get("/v1/guidance", EdgeUnderTest.API_KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void anIntegratorTalksAndReads() {
        String id = open();
        var said = edge.post(
                "/v1/conversations/" + id + "/messages",
                EdgeUnderTest.API_KEY,
                new JsonObject().put("id", "m1").put("text", " hi\u0007 "));
        assertThat(said.statusCode()).isEqualTo(200);
        assertThat(said.bodyAsJsonObject().getString("ack")).isEqualTo("m1");
        var read = edge.get("/v1/conversations/" + id, EdgeUnderTest.API_KEY).bodyAsJsonObject();
        assertThat(read.getString("state")).isEqualTo("live");
        assertThat(read.getJsonArray("transcript").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("number", 2)
                        .put("from", "customer")
                        .put("text", "hi")
                        .put("at", "1970-01-01T00:00:00Z")
                        .put("cut", false)
                        .putNull("audio"));
        assertThat(read.getJsonObject("slots").getString("when")).isEqualTo("1970-01-01");
        var after = edge.get("/v1/conversations/" + id + "/messages?after=2", EdgeUnderTest.API_KEY)
                .bodyAsJsonObject();
        assertThat(after.getJsonArray("messages")).hasSize(1);
        assertThat(after.getLong("last")).isEqualTo(3);
        assertThat(
                        edge
                                .get("/v1/conversations?state=live", ada)
                                .bodyAsJsonObject()
                                .getJsonArray("conversations")
                                .stream()
                                .map(c -> ((JsonObject) c).getString("id")))
                .contains(id);
        assertThat(edge.get("/v1/conversations/" + id + "/journal", ada)
                        .bodyAsJsonObject()
                        .getJsonArray("entries")
                        .getJsonObject(0)
                        .getJsonObject("data")
                        .getString("channel"))
                .isEqualTo("chat");
    }

    @Test
    void theJournalTellsWhatFollowedFromEachFactAndNoToken() {
        String id = open();

        var journal = edge.get("/v1/conversations/" + id + "/journal", EdgeUnderTest.API_KEY)
                .bodyAsJsonObject();

        assertThat(journal.getString("playbook")).isEqualTo("same");
        var effects = journal.getJsonArray("entries").getJsonObject(0).getJsonArray("effects");
        assertThat(effects.stream().map(effect -> ((JsonObject) effect).getString("type")))
                .containsExactly(
                        "said",
                        "blocked",
                        "tool_wanted",
                        "guidance_requested",
                        "guidance_promoted",
                        "approval_voided",
                        "guidance_withdrawn",
                        "policy_applied",
                        "taken_over",
                        "handed_back",
                        "transferred",
                        "hung_up");
        assertThat(effects.getJsonObject(2).getString("guidance")).isEqualTo(id + "-g1");
        assertThat(effects.getJsonObject(2).getJsonObject("with").getDouble("amount"))
                .isEqualTo(129.0);
        assertThat(effects.getJsonObject(7).getString("policy")).isEqualTo("call_back");
        assertThat(edge.get("/v1/conversations/none/journal", ada).statusCode()).isEqualTo(404);
    }

    @Test
    void aLongPollEndsWithTheNextLine() {
        String id = open();
        Future<HttpResponse<Buffer>> waiting =
                edge.start(HttpMethod.GET, "/v1/conversations/" + id + "/messages?after=1&wait=25", ada);
        ChatIT.until(() -> edge.conversations.heard.stream()
                .anyMatch(e -> e instanceof ToConversation.Read read
                        && read.conversationId().equals(id)));
        edge.post("/v1/conversations/" + id + "/messages", EdgeUnderTest.API_KEY, new JsonObject().put("text", "hi"));
        assertThat(EdgeUnderTest.await(waiting).bodyAsJsonObject().getJsonArray("messages"))
                .isNotEmpty();
    }

    @Test
    void anEndedConversationIsStillReadAndTakesNoMoreWords() {
        String id = open();
        assertThat(edge.send(HttpMethod.DELETE, "/v1/conversations/" + id, EdgeUnderTest.API_KEY, null)
                        .statusCode())
                .isEqualTo(204);
        var read = edge.get("/v1/conversations/" + id, ada).bodyAsJsonObject();
        assertThat(read.getString("state")).isEqualTo("ended");
        assertThat(read.getString("termination")).isEqualTo("ended_by_integrator");
        var late = edge.post(
                "/v1/conversations/" + id + "/messages", EdgeUnderTest.API_KEY, new JsonObject().put("text", "hi"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(code(late)).isEqualTo("ended");
        assertThat(edge.get("/v1/conversations?state=ended", ada)
                        .bodyAsJsonObject()
                        .getJsonArray("conversations"))
                .isNotEmpty();
    }

    @Test
    void anAgentSpeaksOnlyAfterTakingOver() {
        String path = "/v1/conversations/" + open();
        var words = new JsonObject().put("text", "Ada here");
        assertThat(edge.post(path + "/messages", ada, words).statusCode()).isEqualTo(409);
        assertThat(edge.post(path + "/take-over", ada, new JsonObject()).statusCode())
                .isEqualTo(200);
        assertThat(edge.post(path + "/messages", ada, words).statusCode()).isEqualTo(200);
        assertThat(edge.post(path + "/whisper", ada, words).statusCode()).isEqualTo(200);
        assertThat(edge.post(path + "/hand-back", ada, new JsonObject()).statusCode())
                .isEqualTo(200);
        assertThat(edge.get(path, ada)
                        .bodyAsJsonObject()
                        .getJsonArray("transcript")
                        .getJsonObject(1)
                        .getString("from"))
                .isEqualTo("agent");
    }

    @Test
    void theFirstAnswerCountsAndTheSecondIsTold() {
        var card = edge.get("/v1/guidance/g1", ada).bodyAsJsonObject();
        assertThat(card.getString("kind")).isEqualTo("approval");
        assertThat(card.getJsonArray("proposals").getJsonObject(0).getInteger("n"))
                .isEqualTo(1);
        assertThat(card.getJsonObject("approval").getJsonObject("with").getDouble("amount"))
                .isEqualTo(129.0);
        assertThat(edge.post("/v1/guidance/g1/accept", ada, new JsonObject()).statusCode())
                .isEqualTo(200);
        var first = edge.post("/v1/guidance/g1/answer", ada, new JsonObject().put("answer", "approve"));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.bodyAsJsonObject()).isEqualTo(new JsonObject().put("outcome", "accepted"));
        var second = edge.post("/v1/guidance/g1/answer", ada, new JsonObject().put("answer", "decline"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.bodyAsJsonObject().getString("outcome")).isEqualTo("superseded");
        assertThat(second.bodyAsJsonObject().getString("reason")).isEqualTo("ada answered first");
        assertThat(edge.get("/v1/guidance?state=open", ada).bodyAsJsonObject().getJsonArray("guidance"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "too_late,409",
        "caller_gone,409",
        "superseded,409",
        "unknown,404",
        "invalid,422",
        "unavailable,503",
        "nobodys,404"
    })
    void everyOutcomeHasItsStatus(String outcome, int status) {
        var answer = edge.post(
                "/v1/guidance/" + outcome + "/answer",
                ada,
                new JsonObject().put("answer", "choose").put("choice", 1));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 409) {
            assertThat(answer.bodyAsJsonObject().getString("outcome")).isEqualTo(outcome);
        } else {
            assertThat(code(answer)).isNotBlank();
        }
    }

    @Test
    void presenceIsCheckedAndSet() {
        String path = "/v1/agents/me/presence";
        for (String wrong : List.of(
                "{}",
                "{\"presence\":\"asleep\"}",
                "{\"presence\":1}",
                "{\"presence\":\"away\",\"capacity\":0}",
                "{\"presence\":\"away\",\"capacity\":21}",
                "{\"presence\":\"away\",\"capacity\":1.5}",
                "{\"presence\":\"away\",\"capacity\":\"6\"}")) {
            assertThat(edge.send(HttpMethod.PUT, path, ada, Buffer.buffer(wrong))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        var set = edge.send(
                HttpMethod.PUT, path, ada, Buffer.buffer("{\"presence\":\"available\",\"capacity\":6,\"more\":[]}"));
        assertThat(set.bodyAsJsonObject().getInteger("capacity")).isEqualTo(6);
        edge.send(HttpMethod.PUT, path, ada, Buffer.buffer("{\"presence\":\"away\"}"));
        assertThat(edge.desk.heard).contains(new ToDesk.SetPresence("ada", "away", 6));
        assertThat(edge.get("/v1/agents/me", ada).bodyAsJsonObject().getString("presence"))
                .isEqualTo("away");
    }

    @Test
    void readinessSaysWhatIsMissing() {
        assertThat(edge.get("/health/live", null).statusCode()).isEqualTo(200);
        assertThat(edge.get("/health/ready", null).statusCode()).isEqualTo(200);
        edge.database.set(Future.failedFuture("connection refused"));
        var down = edge.get("/health/ready", null);
        edge.database.set(Future.succeededFuture());
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.bodyAsJsonObject().getJsonArray("checks").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("name", "database")
                        .put("status", "down")
                        .put("reason", "connection refused"));
    }

    @Test
    void metricsAreThere() {
        assertThat(edge.get("/metrics", null).bodyAsString())
                .contains("sotto_socket_slow_reader_total{edge=\"chat\"}")
                .contains("sotto_chat_visits");
    }
}
