package dev.sotto.loadtest.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void theSameSeedGivesTheSameSchedule() {
        Duration ramp = Duration.ofSeconds(30);

        List<Duration> once = Arrivals.random(100, ramp, new Random(7));

        assertThat(once)
                .isEqualTo(Arrivals.random(100, ramp, new Random(7)))
                .isSorted()
                .hasSize(100);
        assertThat(once)
                .allMatch(moment -> moment.compareTo(ramp) < 0)
                .isNotEqualTo(Arrivals.random(100, ramp, new Random(8)));
    }

    @Test
    void evenArrivalsFillTheRamp() {
        assertThat(Arrivals.even(4, Duration.ofSeconds(2)))
                .containsExactly(
                        Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1_500));
    }

    @Test
    void aMixKeepsItsProportionsInWhateverOrder() {
        List<Scenario> wanted = List.of(Scenario.STATUS, Scenario.STATUS, Scenario.REFUND);
        List<Scenario> mix = Mix.inOrder(wanted, 30, new Random(3));

        assertThat(mix.stream().filter(Scenario.REFUND::equals)).hasSize(10);
        assertThat(mix).isNotEqualTo(Mix.inOrder(wanted, 30, new Random(4)));
    }
}
