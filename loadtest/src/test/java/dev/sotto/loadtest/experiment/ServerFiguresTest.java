package dev.sotto.loadtest.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ServerFiguresTest {
    private static final String PAGE = """
            # HELP sotto_calls
            # TYPE sotto_calls gauge
            sotto_calls 3.0
            sotto_media_packets_late_total 12.0
            sotto_recognition_lag_seconds{quantile="0.95"} 0.125
            odd line
            """;

    @Test
    void readsThePageOfFigures() {
        ServerMetrics before = ServerMetrics.parse("sotto_media_packets_late_total 2.0\n");
        ServerMetrics after = ServerMetrics.parse(PAGE);

        assertThat(after.value("sotto_calls")).isEqualTo(3);
        assertThat(after.growth(before, "sotto_media_packets_late_total")).isEqualTo(10);
        assertThat(after.millis("sotto_recognition_lag", "0.95")).isEqualTo(125);
        assertThat(after.value("sotto_unknown")).isZero();
    }

    @Test
    void figuresOfOneNameAreAddedUp() {
        ServerMetrics page =
                ServerMetrics.parse("jvm{area=\"heap\",id=\"a\"} 2\njvm{area=\"heap\",id=\"b\"} 3\njvm 9\n");

        assertThat(page.sum("jvm{area=\"heap\"")).isEqualTo(5);
    }

    @Test
    void aReportTellsPeopleAndMachinesTheSame() {
        Distribution times = new Distribution();
        for (int i = 1; i <= 100; i++) {
            times.record(i * 1_000_000L);
        }
        Report report = new Report("test", new JsonObject().put("calls", 2))
                .time("answer -> sound", times)
                .time("never", new Distribution())
                .figure("late over 10 ms", 5L);

        assertThat(report.toString())
                .contains("answer -> sound")
                .contains("100")
                .contains("late over 10 ms");
        JsonObject json = report.json();
        assertThat(json.getJsonObject("times").getJsonObject("answer_sound").getDouble("p50_ms"))
                .isBetween(49.0, 51.0);
        assertThat(json.getJsonObject("figures").getLong("late_over_10_ms")).isEqualTo(5);
    }
}
