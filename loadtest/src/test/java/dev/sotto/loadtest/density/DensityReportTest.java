package dev.sotto.loadtest.density;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.report.Report;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DensityReportTest {
    private static Peer peer(String name) {
        return new Peer(name, new InetSocketAddress("127.0.0.1", 5060), "prompt", OptionalLong.of(1), null);
    }

    private static Report report(List<Peer> peers, List<Step> steps, List<String> notes) {
        var growth = new Growth(List.of(100, 200), Duration.ofSeconds(10), Duration.ZERO, 50);
        var plan = new Density.Plan(peers, growth, Callers.PLAIN, InetAddress.getLoopbackAddress(), 1);
        return DensityReport.of(plan, steps, Map.of(), Map.of("a", Map.of("held to the end", 200)), notes);
    }

    private static JsonArray rows(Report report, int table) {
        return report.json().getJsonArray("tables").getJsonObject(table).getJsonArray("rows");
    }

    @Test
    void aServerAloneHasARowPerStep() {
        Report report = report(
                List.of(peer("a")),
                List.of(GrowthTest.step("a", 100, 100, 0, 2_000), GrowthTest.step("a", 200, 200, 0, 3_000)),
                List.of("enough"));

        assertThat(rows(report, 0)).hasSize(2);
        JsonObject second = rows(report, 0).getJsonObject(1);
        assertThat(second.getInteger("calls")).isEqualTo(200);
        assertThat(second.getLong("calls per core")).isEqualTo(667);
        assertThat(second.getLong("lost")).isEqualTo(2);
        assertThat(report.figure("server: calls per core")).isEqualTo(667L);
        assertThat(report.figure("calls")).isEqualTo("{held to the end=200}");
        assertThat(report.json().getJsonArray("tables"))
                .as("nothing to compare with")
                .hasSize(1);
        assertThat(report.json().getJsonArray("notes").getList()).contains("enough");
        assertThat(report.json().getJsonArray("plots")).hasSize(4);
    }

    @Test
    void serversSideBySideHaveAColumnEachAndARatioAtTheLastCommonStep() {
        Report report = report(
                List.of(peer("a"), peer("b")),
                List.of(
                        GrowthTest.step("a", 100, 100, 0, 2_000),
                        GrowthTest.step("b", 100, 100, 0, 8_000),
                        GrowthTest.step("a", 200, 200, 0, 4_000)),
                List.of());

        assertThat(rows(report, 1)).hasSize(3);
        JsonObject ratio = rows(report, 1).getJsonObject(2);
        assertThat(ratio.getString("calls per core at")).isEqualTo("a / this one, at 100 calls");
        assertThat(ratio.getDouble("a")).isEqualTo(1);
        assertThat(ratio.getDouble("b")).isEqualTo(4);
        assertThat(rows(report, 1).getJsonObject(1).getString("b")).isEqualTo("-");
    }

    @Test
    void withoutAProcessNothingIsSaidOfItsCpu() {
        Peer remote = new Peer("a", new InetSocketAddress("127.0.0.1", 5060), "600", OptionalLong.empty(), null);

        Report report = report(List.of(remote), List.of(GrowthTest.step("a", 100, 100, 0, 0)), List.of());

        assertThat(rows(report, 0).getJsonObject(0).getString("calls per core")).isEqualTo("-");
        assertThat(report.json().getJsonObject("figures").fieldNames()).noneMatch(name -> name.contains("CPU"));
        assertThat(report.json().getJsonArray("plots")).hasSize(1);
    }
}
