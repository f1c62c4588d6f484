package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.Judgement;
import dev.sotto.loadtest.desk.ThinkingTime;
import dev.sotto.loadtest.desk.VirtualAgent;
import dev.sotto.loadtest.latency.Latency;
import dev.sotto.loadtest.latency.Remeasured;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** One small level, with the calls kept and measured again. */
@Execution(ExecutionMode.SAME_THREAD)
@Isolated("measures")
class LatencyIT {
    private final House house = House.get();

    @Test
    void everyFigureIsMeasuredUnderOthersAndAgainFromTheRecordings(@TempDir Path folder) throws IOException {
        Latency.scripts().forEach(house.voice::learn);
        var manner =
                new VirtualAgent.Manner(6, ThinkingTime.fixed(Duration.ofSeconds(2)), Judgement.approvals("decline"));
        var plan = new Latency.Plan(
                List.of(2),
                false,
                10,
                5,
                Duration.ofSeconds(1),
                0,
                Duration.ofMillis(200),
                List.of("ada", "ben"),
                House.PASSWORD,
                manner,
                folder);

        Report report =
                House.awaitLong(new Latency(house.vertx, house.telephone, house.nobody, plan, new Progress()).run(1));

        assertThat(report.figure("calls, under 2")).as(report.toString()).isEqualTo("{completed=5}");
        for (String figure : List.of(
                "greeting after ACK", "end of turn -> first sound", "barge-in -> silence", "consult reached -> card")) {
            assertThat(report.time(figure + ", under 2").count()).as(figure).isPositive();
        }
        assertThat(report.time("end of turn -> first sound, under 2").count()).isGreaterThanOrEqualTo(12);
        // an offer that runs out is put before the next person: a card more
        assertThat(report.time("consult reached -> card, under 2").count()).isGreaterThanOrEqualTo(3);

        Remeasured again = Remeasured.of(folder);
        assertThat(again.report(folder).figure("recordings")).isEqualTo(5);
        assertThat(again.agrees()).as(again.report(folder).toString()).isTrue();
    }
}
