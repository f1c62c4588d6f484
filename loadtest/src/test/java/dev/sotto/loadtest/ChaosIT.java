package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.chaos.Chaos;
import dev.sotto.loadtest.chaos.ChaosRun;
import dev.sotto.loadtest.chaos.Fault;
import dev.sotto.loadtest.chaos.Outcome;
import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.report.Report;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One fault of each kind, while people talk; the long form is the command {@code chaos}. */
@ResourceLock("servers of its own")
@Execution(ExecutionMode.CONCURRENT) // beside the tests of the house
class ChaosIT {
    /** About a minute on an idle machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Vertx vertx = Vertx.vertx();

    @TempDir(cleanup = CleanupMode.NEVER)
    Path data;

    @AfterEach
    void stop() {
        House.awaitLong(vertx.close());
    }

    @Test
    void nothingAcknowledgedIsLostWhateverBreaks() {
        List<Fault> faults = List.of(Fault.MODEL_CUT, Fault.DATABASE_CUT, Fault.GATEWAY_KILLED);
        Chaos.Plan plan = new Chaos.Plan(
                faults,
                2,
                3,
                List.of("ada", "ben"),
                "sue",
                House.PASSWORD,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                5);
        try (Voice voice = new Voice()) {
            Outcome outcome = House.await(ChaosRun.run(vertx, voice, data, plan), PATIENCE);

            Report report = outcome.report();
            System.out.println(report);
            assertThat(outcome.findings()).isEmpty();
            assertThat(report.figure("faults")).isEqualTo(3);
            assertThat((Integer) report.figure("messages acknowledged")).isGreaterThan(20);
            assertThat((Integer) report.figure("people's answers settled")).isPositive();
            assertThat(report.figure("calls by how they ended").toString()).contains("completed");
        }
    }
}
