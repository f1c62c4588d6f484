package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskIT {
    private EdgeUnderTest edge;

    @BeforeEach
    void start() {
        edge = new EdgeUnderTest(settings -> settings.withPing(Duration.ofMillis(400)));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private TestSocket desk(String token) {
        return edge.open("/v1/desk").send(new JsonObject().put("type", "hello").put("token", token));
    }

    @Test
    void aDeskStartsWithASnapshotAndIsToldToTheBroker() {
        edge.post("/v1/conversations", EdgeUnderTest.API_KEY, new JsonObject());
        JsonObject snapshot = desk(edge.signIn("ada")).next("snapshot");
        assertThat(snapshot.getJsonObject("agent").getString("name")).isEqualTo("ada");
        assertThat(snapshot.getJsonArray("agents")).hasSize(1);
        assertThat(snapshot.getJsonArray("guidance")).hasSize(1);
        assertThat(snapshot.getJsonArray("conversations")).hasSize(1);
        assertThat(edge.desk.heard).contains(new ToDesk.DeskConnected("ada", true));
    }

    @Test
    void theTokenMayStandInTheAddress() {
        edge.open("/v1/desk?access_token=" + edge.signIn("ada")).next("snapshot");
    }

    @Test
    void withoutATokenThereIsNoDesk() {
        TestSocket stranger = desk("made up");
        assertThat(stranger.next("error", "snapshot").getString("code")).isEqualTo("unauthorized");
        assertThat(stranger.closeCode()).isEqualTo((short) 4401);
        assertThat(edge.open("/v1/desk").closeCode()).isEqualTo((short) 4401);
        assertThat(desk(EdgeUnderTest.API_KEY).closeCode()).isEqualTo((short) 4401);
    }

    @Test
    void signingOutEndsTheDesk() {
        String token = edge.signIn("ada");
        TestSocket desk = desk(token);
        desk.next("snapshot");
        edge.send(HttpMethod.DELETE, "/v1/sessions/current", token, null);
        assertThat(desk.closeCode()).isEqualTo((short) 4401);
        ChatIT.until(() -> edge.desk.heard.contains(new ToDesk.DeskConnected("ada", false)));
    }

    @Test
    void theLastOfSeveralDesksSaysGoodbye() {
        String token = edge.signIn("ada");
        TestSocket one = desk(token);
        one.next("snapshot");
        TestSocket two = desk(token);
        two.next("snapshot");
        one.cut();
        one.closeCode();
        edge.post("/v1/guidance/g1/answer", token, new JsonObject().put("answer", "approve"));
        two.next("guidance.changed");
        assertThat(edge.desk.heard).doesNotContain(new ToDesk.DeskConnected("ada", false));
        two.cut();
        ChatIT.until(() -> edge.desk.heard.contains(new ToDesk.DeskConnected("ada", false)));
    }

    @Test
    void eventsReachTheDesksTheyAreFor() {
        TestSocket ada = desk(edge.signIn("ada"));
        TestSocket sue = desk(edge.signIn("sue"));
        ada.next("snapshot");
        sue.next("snapshot");
        var bus = edge.vertx.eventBus();
        bus.publish(edge.addresses.deskEvents(), new DeskEvent.GuidanceOffered("ada", edge.desk.guidance("g1")));
        bus.publish(edge.addresses.deskEvents(), new DeskEvent.PartialHeard("c1", "I want my"));
        assertThat(ada.next("guidance.offered", "partial")
                        .getJsonObject("guidance")
                        .getString("id"))
                .isEqualTo("g1");
        assertThat(sue.next("guidance.offered", "partial").getString("text")).isEqualTo("I want my");
    }

    @Test
    void everyKindOfEventIsShown() {
        String token = edge.signIn("ada");
        TestSocket ada = desk(token);
        ada.next("snapshot");
        String id = edge.post("/v1/conversations", EdgeUnderTest.API_KEY, new JsonObject())
                .bodyAsJsonObject()
                .getString("conversation");
        JsonObject turn = ada.next("turn");
        assertThat(turn.getString("conversation")).isEqualTo(id);
        assertThat(turn.getJsonObject("line").getString("text")).isEqualTo("Hello!");
        edge.send(
                HttpMethod.PUT,
                "/v1/agents/me/presence",
                token,
                new JsonObject().put("presence", "busy").put("capacity", 2).toBuffer());
        assertThat(ada.next("presence.changed").getJsonObject("agent").getString("presence"))
                .isEqualTo("busy");
        edge.post("/v1/guidance/g1/answer", token, new JsonObject().put("answer", "decline"));
        assertThat(ada.next("guidance.changed")
                        .getJsonObject("guidance")
                        .getJsonObject("answer")
                        .getString("answer"))
                .isEqualTo("decline");
        edge.send(HttpMethod.DELETE, "/v1/conversations/" + id, EdgeUnderTest.API_KEY, null);
        JsonObject changed = ada.next("conversation.changed").getJsonObject("conversation");
        assertThat(changed.getString("state")).isEqualTo("ended");
        assertThat(changed.containsKey("transcript")).isFalse();
    }

    @Test
    void aDeskStartsWithTheServersTimeAndWithWhatWasSettledAShortWhileAgo() {
        String token = edge.signIn("ada");
        assertThat(desk(token).next("snapshot").getJsonArray("settled")).isEmpty();
        edge.post("/v1/guidance/g1/answer", token, new JsonObject().put("answer", "approve"));
        JsonObject snapshot = desk(token).next("snapshot");
        assertThat(Instant.parse(snapshot.getString("now"))).isAfter(Instant.EPOCH);
        assertThat(snapshot.getJsonArray("settled").getJsonObject(0).getString("id"))
                .isEqualTo("g1");
    }

    @Test
    void thatSomebodyIsTypingIsPassedOnOnceInAWhile() {
        TestSocket ada = desk(edge.signIn("ada"));
        ada.next("snapshot");
        for (int key = 0; key < 5; key++) {
            ada.send(new JsonObject().put("type", "typing").put("guidance", "g1"));
        }
        ada.send(new JsonObject().put("type", "singing"));
        assertThat(ada.next("error").getString("message")).contains("hello or typing");
        ChatIT.until(() -> edge.desk.heard.contains(new ToDesk.Typing("g1", "ada")));
        assertThat(edge.desk.heard).containsOnlyOnce(new ToDesk.Typing("g1", "ada"));
    }

    @Test
    void foreignPagesMayNotOpenADesk() {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(edge.port)
                .setURI("/v1/desk")
                .addHeader("Origin", "https://evil.example");
        assertThatThrownBy(() -> TestSocket.connect(edge.vertx, options)).hasMessageContaining("403");
    }

    @Test
    void aCardReachesTheScreenSoonAfterItIsOffered() {
        TestSocket ada = desk(edge.signIn("ada"));
        ada.next("snapshot");
        var view = new ToDesk.GuidanceView(ScriptedDesk.request("g2"), "offered", "ada", Instant.EPOCH, null);
        edge.vertx.eventBus().publish(edge.addresses.deskEvents(), new DeskEvent.GuidanceOffered("ada", view));
        assertThat(ada.next("guidance.offered").getJsonObject("guidance").getString("id"))
                .isEqualTo("g2");
    }
}
