package dev.sotto.loadtest.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.loadtest.experiment.ServerMetrics;
import dev.sotto.loadtest.phone.HeldLines.Census;
import dev.sotto.loadtest.phone.Injected;
import dev.sotto.loadtest.phone.PacketCounts;
import dev.sotto.loadtest.server.ProcessFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    private final Growth growth = Growth.to(100, TEN);

    /** A hold of ten seconds in which a server used {@code cpuMillis}. */
    static Step step(String server, int calls, int up, long lateBeats, long cpuMillis) {
        Census before = new Census(1_000, 5, up, up, PacketCounts.NONE, Injected.NOTHING, 0, Map.of());
        Census after = new Census(
                6_000,
                5 + lateBeats,
                up,
                up,
                new PacketCounts(500L * up, up, 2, 0, 30_000_000),
                Injected.NOTHING,
                0,
                up < calls ? Map.of("refused 503 All lines are busy", calls - up) : Map.of());
        ProcessFigures then = new ProcessFigures(Duration.ofSeconds(7), 1);
        ProcessFigures now = new ProcessFigures(Duration.ofMillis(7_000 + cpuMillis), 300 << 20);
        ServerMetrics page = ServerMetrics.parse("jvm_memory_used_bytes{area=\"heap\",id=\"a\"} 1048576\n"
                + "jvm_memory_used_bytes{area=\"heap\",id=\"b\"} 2097152\n"
                + "jvm_memory_used_bytes{area=\"nonheap\",id=\"c\"} 5\n");
        return new Step(
                server,
                calls,
                TEN,
                new Look(0, then, page, before, TEN),
                new Look(0, now, page, after, TEN.plusSeconds(1)));
    }

    @Test
    void aStepsFiguresAreOfItsHoldAlone() {
        Step step = step("a", 100, 100, 0, 2_000);

        assertThat(step.coresUsed()).isCloseTo(0.2, within(1e-9));
        assertThat(step.millisPerCallSecond()).isCloseTo(2, within(1e-9));
        assertThat(step.callsPerCore()).isCloseTo(500, within(1e-6));
        assertThat(step.ownMillisPerCallSecond()).isCloseTo(1, within(1e-9));
        assertThat(step.lateRatio()).isCloseTo(0.002, within(1e-9));
        assertThat(step.memoryMebibytes()).isCloseTo(300, within(0.1));
        assertThat(step.heapMebibytes()).isCloseTo(3, within(0.01));
    }

    @Test
    void whatIsUpPaysNotWhatWasRefused() {
        assertThat(step("a", 100, 50, 0, 2_000).callsPerCore()).isCloseTo(250, within(1e-6));
        assertThat(step("a", 100, 0, 0, 2_000).callsPerCore()).isZero();
    }

    @Test
    void growingGoesOnWhileCallsAreTakenAndWeArePunctual() {
        assertThat(growth.objection(step("a", 100, 100, 0, 2_000))).isEmpty();
        assertThat(growth.objection(step("a", 100, 95, 250, 2_000))).isEmpty();
    }

    @Test
    void refusalsEndItAndTheReportSaysWhy() {
        assertThat(growth.objection(step("a", 100, 94, 0, 2_000)))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("a: 6 of 100").contains("6 refused 503 All lines are busy"));
    }

    @Test
    void ourOwnLatenessEndsIt() {
        assertThat(growth.objection(step("a", 100, 100, 260, 2_000)))
                .hasValueSatisfying(why -> assertThat(why).contains("5.2 % of our own beats"));
    }

    @Test
    void whoWantsToGoOnAllTheSameMay() {
        var stubborn = new Growth(List.of(100), TEN, TEN, 50, 1);

        assertThat(stubborn.objection(step("a", 100, 100, 5_000, 2_000))).isEmpty();
    }

    @Test
    void stepsGrow() {
        assertThatThrownBy(() -> new Growth(List.of(50, 50), TEN, TEN, 50)).hasMessageContaining("[50, 50]");
        assertThatThrownBy(() -> new Growth(List.of(), TEN, TEN, 50)).hasMessageContaining("[]");
        assertThatThrownBy(() -> new Growth(List.of(0), TEN, TEN, 50)).hasMessageContaining("[0]");
        assertThatThrownBy(() -> Growth.to(5, Duration.ZERO)).hasMessageContaining("hold");
    }

    @Test
    void callersArriveAtTheirRate() {
        assertThat(new Growth(List.of(1), TEN, TEN, 50).ramp(125)).isEqualTo(Duration.ofMillis(2_500));
    }
}
