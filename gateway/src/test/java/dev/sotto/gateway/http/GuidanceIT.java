package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the desk adds to the fixed interface: bundles, reassigning, the audit, capacities. */
class GuidanceIT {
    private EdgeUnderTest edge;
    private String ada;

    @BeforeEach
    void start() {
        edge = new EdgeUnderTest(settings -> settings);
        ada = edge.signIn("ada");
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private JsonObject get(String path) {
        return edge.send(HttpMethod.GET, path, ada, null).bodyAsJsonObject();
    }

    @Test
    void aRequestSaysWhoHasItAndWhoHasApprovedIt() {
        JsonObject request = get("/v1/guidance/g1");
        assertThat(request.getJsonArray("approvedBy")).isEmpty();
        assertThat(request.getJsonArray("holders")).isEmpty();
        assertThat(request.getInteger("approvals")).isEqualTo(1);
        assertThat(request.containsKey("patience")).isTrue();
        assertThat(request.getBoolean("unattended")).isFalse();
    }

    @Test
    void aBundleShowsEachMemberWholeAndAnAnswerNamesThem() {
        JsonObject bundle = get("/v1/guidance/g1/bundle");
        assertThat(bundle.getString("bundle")).isEqualTo("b-1");
        assertThat(bundle.getJsonArray("members").getJsonObject(0).getString("question"))
                .isEqualTo("Refund $129.00?");

        var answer = new JsonObject().put("answer", "approve").put("members", new JsonArray(List.of("g1", "too_late")));
        JsonArray outcomes = edge.post("/v1/guidance/bundles/b-1/answer", ada, answer)
                .bodyAsJsonObject()
                .getJsonArray("outcomes");
        assertThat(outcomes.getJsonObject(0).getString("outcome")).isEqualTo("accepted");
        assertThat(outcomes.getJsonObject(1).getString("outcome")).isEqualTo("too_late");
        assertThat(edge.desk.heard)
                .contains(new ToDesk.AnswerBundle("b-1", "ada", AnswerKind.APPROVE, 0, "", List.of("g1", "too_late")));
    }

    @Test
    void aBundlesAnswerWithoutMembersIsRefused() {
        for (Object members : new Object[] {new JsonArray(), "g1", new JsonArray().add(7)}) {
            var answer = new JsonObject().put("answer", "approve").put("members", members);
            assertThat(edge.post("/v1/guidance/bundles/b-1/answer", ada, answer).statusCode())
                    .as("%s", members)
                    .isEqualTo(400);
        }
    }

    @Test
    void onlySupervisorsReassign() {
        var toBen = new JsonObject().put("agent", "ben");
        assertThat(edge.post("/v1/guidance/g1/reassign", ada, toBen).statusCode())
                .isEqualTo(403);
        assertThat(edge.post("/v1/guidance/g1/reassign", edge.signIn("sue"), toBen)
                        .statusCode())
                .isEqualTo(200);
        assertThat(edge.desk.heard).contains(new ToDesk.Reassign("g1", "ben", "sue"));
    }

    @Test
    void onlySupervisorsSeeHowPeopleDidOnChecks() {
        assertThat(edge.get("/v1/guidance/checks", ada).statusCode()).isEqualTo(403);
        JsonArray checks = edge.get("/v1/guidance/checks", edge.signIn("sue"))
                .bodyAsJsonObject()
                .getJsonArray("checks");
        assertThat(checks.getJsonObject(0).getString("outcome")).isEqualTo("wrong");
    }

    @Test
    void theAuditSaysWhoDidWhat() {
        JsonObject line = get("/v1/guidance/g1/audit").getJsonArray("audit").getJsonObject(0);
        assertThat(line.getString("who") + " " + line.getString("what")).isEqualTo("ada answered");
    }

    @Test
    void capacityMayDifferByChannel() {
        var presence =
                new JsonObject().put("presence", "available").put("capacity", 6).put("capacity_voice", 2);
        edge.send(HttpMethod.PUT, "/v1/agents/me/presence", ada, presence.toBuffer());
        assertThat(edge.desk.heard).contains(new ToDesk.SetPresence("ada", "available", 6, 2, null));
    }
}
