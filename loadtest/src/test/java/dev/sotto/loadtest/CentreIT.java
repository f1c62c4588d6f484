package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.centre.Centre;
import dev.sotto.loadtest.centre.Population;
import dev.sotto.loadtest.centre.Prices;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Progress;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The experiment in small: two callers, one seed, two quick people in each arm, real calls through two gateways. */
@ResourceLock("servers of its own")
@Execution(ExecutionMode.CONCURRENT) // beside the tests of the house
class CentreIT {
    private static final Population TWO =
            new Population(2, 0, 60, 1, Population.SUPPORT_LINE, Population.PATIENCE_SPREAD, 0, 0, 0, 0);

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    @Test
    void bothArmsServeTheSameCallersAndOnlyOneTransfersThem() throws Exception {
        HumanTimes quick = HumanTimes.usual(1).slower(0.25).with("wrap_up", 2);
        var plan = new Centre.Plan(TWO, 2, quick, List.of(1L), true, -1, List.of(), new Prices(30, 0.05, 0.01));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Report report;
        try (Voice voice = new Voice()) {
            report = House.awaitLong(new Centre(vertx, voice, folder, plan, new Progress()).run());
        } finally {
            House.await(vertx.close());
        }

        assertThat(report.figure("counted callers in each arm")).isEqualTo(2L);
        assertThat(report.figure("transfers in the consult arm")).isEqualTo(0L);
        assertThat(report.time("consult: person's time").count())
                .as(report.toString())
                .isPositive();
        assertThat(report.time("escalate: person's time").count())
                .as(report.toString())
                .isPositive();
        assertThat(report.time("escalate: person's time").at(50))
                .as("a talk takes longer than an answer")
                .isGreaterThan(report.time("consult: person's time").at(50));
        assertThat(report.json().getJsonArray("tables"))
                .anySatisfy(table ->
                        assertThat(((JsonObject) table).getString("title")).isEqualTo("Claims"));
    }
}
