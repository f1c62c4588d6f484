package dev.sotto.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.Voice;
import dev.sotto.loadtest.soak.Soak;
import dev.sotto.loadtest.soak.SoakResult;
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

/** Half a minute of ordinary traffic, and then nothing may be left of it; the long form is the command {@code soak}. */
@ResourceLock("servers of its own")
@Execution(ExecutionMode.CONCURRENT) // beside the tests of the house
class SoakIT {
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
    void whenEverybodyHasGoneNothingIsLeft() {
        Soak.Plan plan = new Soak.Plan(
                Duration.ofSeconds(10), Duration.ofSeconds(1), 20, 2, 1, List.of("ada", "ben"), House.PASSWORD, 3);
        try (Voice voice = new Voice()) {
            SoakResult result = House.await(Soak.run(vertx, voice, data, plan), PATIENCE);

            System.out.println(result.report());
            assertThat(result.left()).isEmpty();
            assertThat(result.samples()).isGreaterThan(3);
            assertThat(result.ends()).containsKey("completed");
            assertThat(result.ends())
                    .as("those that stayed were there until we hung up")
                    .containsEntry("abandoned", 2);
        }
    }
}
