package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators see of trunks. */
class TrunksIT {
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
    void operatorsSeeEveryTrunkAndNoPassword() {
        var response = edge.get("/v1/trunks", EdgeUnderTest.API_KEY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsString()).doesNotContain("correct horse");
        JsonArray trunks = response.bodyAsJsonObject().getJsonArray("trunks");
        JsonObject pbx = trunks.getJsonObject(0);
        assertThat(pbx.getString("name")).isEqualTo("pbx");
        assertThat(pbx.getString("registration")).isEqualTo("registering");
        assertThat(pbx.getInteger("calls")).isEqualTo(1);
        assertThat(pbx.getInteger("max_calls")).isEqualTo(30);
        assertThat(trunks.getJsonObject(1).getString("registration")).isEqualTo("none");
    }

    @Test
    void supervisorsMayLookAndAgentsMayNot() {
        assertThat(edge.get("/v1/trunks", edge.signIn("sue")).statusCode()).isEqualTo(200);
        assertThat(edge.get("/v1/trunks", edge.signIn("ada")).statusCode()).isEqualTo(403);
    }
}
