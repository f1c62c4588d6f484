package dev.sotto.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToMemory;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules and figures over REST, with a scripted memory behind. */
class MemoryIT {
    private static final List<ToMemory> HEARD = new CopyOnWriteArrayList<>();
    private static EdgeUnderTest edge;
    private static String ada;
    private static String sue;

    @BeforeAll
    static void start() {
        edge = new EdgeUnderTest();
        edge.vertx.eventBus().<ToMemory>consumer(edge.addresses.memory(), message -> {
            HEARD.add(message.body());
            message.reply(reply(message.body()));
        });
        ada = edge.signIn("ada");
        sue = edge.signIn("sue");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    private static Object reply(ToMemory question) {
        if (question instanceof ToMemory.ListRules) {
            return new ToMemory.RuleList(List.of(rule("proposed")));
        }
        if (question instanceof ToMemory.ReadRule read) {
            return read.id().equals("r-1") ? detail("proposed") : new Refused("unknown", "There is no such rule");
        }
        if (question instanceof ToMemory.SetRule set) {
            return set.state().equals("on") ? new Refused("not_now", "Not from proposed") : detail(set.state());
        }
        var days = ((ToMemory.Consults) question).days();
        return new ToMemory.ConsultFigures(
                List.of(new ToMemory.ConsultDay(LocalDate.parse("2026-11-22"), days, 9, 7, 3, 2)));
    }

    private static ToMemory.RuleView rule(String state) {
        return new ToMemory.RuleView(
                "r-1",
                state,
                "",
                "",
                "instruction",
                "Can I bring my dog?",
                List.of(new ToMemory.Condition("Total", null, "20", "60")),
                List.of("bring", "dog"),
                new ToMemory.Given("instruct", "", "On a lead"),
                5,
                List.of("ada", "ben"),
                1,
                0,
                0,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of("shadow", "off"));
    }

    private static ToMemory.RuleDetail detail(String state) {
        return new ToMemory.RuleDetail(
                rule(state),
                List.of(new ToMemory.Evidence(
                        "g-1",
                        "c-1",
                        "Are dogs allowed?",
                        new ToMemory.Given("instruct", "", "On a lead"),
                        "ada",
                        Instant.EPOCH,
                        null)),
                List.of(new ToMemory.Change(Instant.EPOCH, "sue", "proposed", state, "switched by hand")));
    }

    @Test
    void rulesAreListedWithTheirConditionsAndWhatMayBeDone() {
        JsonObject rule = edge.get("/v1/rules", ada)
                .bodyAsJsonObject()
                .getJsonArray("rules")
                .getJsonObject(0);

        assertThat(rule.getString("id")).isEqualTo("r-1");
        assertThat(rule.getJsonArray("conditions").getJsonObject(0).getString("high"))
                .isEqualTo("60");
        assertThat(rule.getJsonObject("answer").getString("text")).isEqualTo("On a lead");
        assertThat(rule.getJsonArray("moves").getList()).isEqualTo(List.of("shadow", "off"));
    }

    @Test
    void aRuleComesWithItsEvidenceAndItsHistory() {
        JsonObject rule = edge.get("/v1/rules/r-1", ada).bodyAsJsonObject();

        assertThat(rule.getJsonArray("evidence").getJsonObject(0).getString("guidance"))
                .isEqualTo("g-1");
        assertThat(rule.getJsonArray("history").getJsonObject(0).getString("who"))
                .isEqualTo("sue");
        assertThat(edge.get("/v1/rules/r-2", ada).statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/rules?state=great", ada).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyASupervisorSwitches() {
        var wish = new JsonObject().put("state", "shadow");

        assertThat(edge.post("/v1/rules/r-1", ada, wish).statusCode()).isEqualTo(403);
        assertThat(edge.post("/v1/rules/r-1", EdgeUnderTest.API_KEY, wish).statusCode())
                .isEqualTo(403);
        assertThat(HEARD).isEmpty();
        var done = edge.post("/v1/rules/r-1", sue, wish);

        assertThat(done.bodyAsJsonObject().getString("state")).isEqualTo("shadow");
        assertThat(HEARD).containsExactly(new ToMemory.SetRule("r-1", "shadow", "sue"));
    }

    @Test
    void whatIsNotPossibleNowIsAConflictAndNonsenseIsRefused() {
        assertThat(edge.post("/v1/rules/r-1", sue, new JsonObject().put("state", "on"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(edge.post("/v1/rules/r-1", sue, new JsonObject().put("state", "expired"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(edge.post("/v1/rules/r-1", sue, new JsonObject()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void consultsPer100AreCountedByDay() {
        JsonObject day = edge.get("/v1/figures/consults?days=40", EdgeUnderTest.API_KEY)
                .bodyAsJsonObject()
                .getJsonArray("days")
                .getJsonObject(0);

        assertThat(day.getString("date")).isEqualTo("2026-11-22");
        assertThat(day.getDouble("per100")).isEqualTo(17.5);
        assertThat(edge.get("/v1/figures/consults?days=0", ada).statusCode()).isEqualTo(400);
    }
}
