package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Through the interface an approval's token is neither seen nor brought in. */
class ApprovalExposureIT {
    private static final String HEADER = "eyJraWQiOiJrMSIsInR5cCI6InNvdHRvLWFwcHJvdmFsK2p3dCIsImFsZyI6IkVTMjU2In0";
    private static final String TOKEN =
            HEADER + ".eyJhdWQiOiJvcmRlcnMucmVmdW5kIiwianRpIjoiYTFiMiJ9." + "c2lnbmF0".repeat(10);
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

    @Test
    void theJournalIsToldWithoutTokensToEverybody() {
        String id = edge.post("/v1/conversations", EdgeUnderTest.API_KEY, new JsonObject())
                .bodyAsJsonObject()
                .getString("conversation");
        edge.conversations.facts.addAll(List.of(
                fact(
                        id,
                        2,
                        "GuidanceAnswered",
                        new JsonObject().put("guidanceId", "g1").put("token", TOKEN)),
                fact(id, 3, "GuidanceAnswered", new JsonObject().put("token", "0123abcd.c2lnbmVk")),
                fact(
                        id,
                        4,
                        "ToolReturned",
                        new JsonObject()
                                .put("value", new JsonObject().put("echo", new JsonArray().add("Got " + TOKEN)))),
                fact(id, 5, "ToolReturned", new JsonObject().put("reason", "bad header " + TOKEN + "!"))));

        for (String who : List.of(ada, edge.signIn("sue"), EdgeUnderTest.API_KEY)) {
            var answer = edge.get("/v1/conversations/" + id + "/journal", who);

            assertThat(answer.bodyAsString())
                    .doesNotContain("eyJ")
                    .doesNotContain("c2lnbm")
                    .doesNotContain("\"token\"");
            JsonArray entries = answer.bodyAsJsonObject().getJsonArray("entries");
            assertThat(entries).hasSize(5);
            assertThat(entries.getJsonObject(1).getJsonObject("data").getString("guidanceId"))
                    .isEqualTo("g1");
            assertThat(entries.getJsonObject(4).getJsonObject("data").getString("reason"))
                    .isEqualTo("bad header (approval)!");
        }
    }

    @Test
    void anAnswerBringsNothingButItself() {
        var body = new JsonObject()
                .put("answer", "approve")
                .put("text", "fine")
                .put("token", TOKEN)
                .put("agent", "sue")
                .put("grantedBy", new JsonArray().add("ada").add("sue"))
                .put("approvals", 1)
                .put("customer", "555-0199")
                .put("with", new JsonObject().put("amount", 1_000_000))
                .put("approval", new JsonObject().put("tool", "orders.refund"));

        assertThat(edge.post("/v1/guidance/g1/answer", ada, body).statusCode()).isEqualTo(200);

        assertThat(edge.desk.heard).contains(new ToDesk.Answer("g1", "ada", AnswerKind.APPROVE, 0, "fine"));
        assertThat(edge.desk.heard).noneMatch(heard -> String.valueOf(heard).contains("eyJ"));
        assertThat(edge.get("/v1/guidance/g1", ada).bodyAsString()).doesNotContain("eyJ");
    }

    @Test
    void anApprovalIsNoCredential() {
        assertThat(edge.get("/v1/guidance?state=open", TOKEN).statusCode()).isEqualTo(401);
    }

    @Test
    void theKeysAreOpenToAll() {
        var answer = edge.get("/.well-known/jwks.json", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(answer.bodyAsString()).isEqualTo(EdgeUnderTest.KEYS);
    }

    private static JournalEntry fact(String id, long seq, String type, JsonObject data) {
        return new JournalEntry(id, seq, Instant.EPOCH, type, data.encode());
    }
}
