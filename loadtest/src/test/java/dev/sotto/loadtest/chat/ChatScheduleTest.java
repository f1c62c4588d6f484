package dev.sotto.loadtest.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is drawn before a run, and how clients come back. */
class ChatScheduleTest {
    @Test
    void aPoissonStreamHasItsRateAndIsTheSameForTheSameSeed() {
        TurnSchedule one = TurnSchedule.draw(200, Duration.ofSeconds(50), 1_000, new SplittableRandom(7));
        TurnSchedule same = TurnSchedule.draw(200, Duration.ofSeconds(50), 1_000, new SplittableRandom(7));
        TurnSchedule other = TurnSchedule.draw(200, Duration.ofSeconds(50), 1_000, new SplittableRandom(8));

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
        assertThat((double) one.size()).isCloseTo(10_000, within(500.0));
        assertThat(one.dueNanos()).isSorted();
        assertThat(one.length()).isLessThan(Duration.ofSeconds(50));
        assertThat(Arrays.stream(one.visitors()).distinct().count()).isGreaterThan(900);
    }

    @Test
    void gapsOfAPoissonStreamVaryAsMuchAsTheyAreLong() {
        long[] due = TurnSchedule.draw(100, Duration.ofSeconds(100), 1, new SplittableRandom(3))
                .dueNanos();
        double[] gaps = new double[due.length - 1];
        for (int n = 0; n < gaps.length; n++) {
            gaps[n] = (due[n + 1] - due[n]) / 1e9;
        }
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow());

        assertThat(deviation / mean).isCloseTo(1, within(0.1));
    }

    @Test
    void roundsGiveEachVisitorAsManyTurns() {
        TurnSchedule rounds = TurnSchedule.rounds(3, 2, 10);

        assertThat(rounds.visitors()).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(rounds.dueNanos())
                .containsExactly(0, 100_000_000, 200_000_000, 300_000_000, 400_000_000, 500_000_000);
    }

    @Test
    void nonsenseIsNotDrawn() {
        assertThatThrownBy(() -> TurnSchedule.draw(0, Duration.ofSeconds(1), 1, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new ChatPlan(1, Duration.ZERO, Duration.ZERO, List.of(), Duration.ZERO, 0, 0, List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePagesBackOffDoublesToTenSecondsAndIsSpread() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 200; n++) {
            assertThat(BackOff.PAGE.millis(0, random)).isBetween(200L, 400L);
            assertThat(BackOff.PAGE.millis(3, random)).isBetween(1_600L, 3_200L);
            assertThat(BackOff.PAGE.millis(50, random)).isBetween(5_000L, 10_000L);
        }
    }

    @Test
    void withoutBackOffTheFirstTryIsAtOnceAndTheOthersAreBounded() {
        assertThat(BackOff.NONE.millis(0, new SplittableRandom(1))).isEqualTo(1);
        assertThat(BackOff.NONE.millis(9, new SplittableRandom(1))).isEqualTo(100);
    }
}
