package dev.sotto.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlopeTest {
    private static final int SAMPLES = 60;
    private static final double EVERY_SECONDS = 10;

    private final double[] seconds = new double[SAMPLES];
    private final double[] values = new double[SAMPLES];

    @Test
    void aLeakInNoiseIsFoundWithItsRate() {
        SplittableRandom random = new SplittableRandom(1);
        fill(index -> 200 + index * 0.1 + random.nextDouble(-1, 1));

        Slope slope = Slope.of(seconds, values);

        assertThat(slope.grows()).isTrue();
        assertThat(slope.perHour()).isCloseTo(36, within(5.0));
        assertThat(slope.low()).isLessThan(36);
        assertThat(slope.high()).isGreaterThan(36);
        assertThat(slope.words("MB")).contains("MB/h").endsWith("grows");
    }

    @Test
    void noiseWithoutATrendIsToldAsThatInMostRuns() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            fill(index -> 200 + random.nextDouble(-5, 5));
            Slope slope = Slope.of(seconds, values);
            alarms += slope.grows() || slope.shrinks() ? 1 : 0;
        }
        // 5 % are to be expected
        assertThat(alarms).isBetween(1, 25);
    }

    @Test
    void someWildSamplesDoNotMoveIt() {
        fill(index -> index % 10 == 3 ? 10_000 : 200 + index * 0.1);

        assertThat(Slope.of(seconds, values).perHour()).isCloseTo(36, within(6.0));
    }

    @Test
    void whatStandsStillIsNotDistinguishableFromZero() {
        fill(index -> 42);

        Slope slope = Slope.of(seconds, values);

        assertThat(slope.perHour()).isZero();
        assertThat(slope.words("")).contains("not distinguishable from 0");
    }

    @Test
    void twoSamplesSayNothingForSure() {
        Slope slope = Slope.of(new double[] {0, 10}, new double[] {1, 2});

        assertThat(slope.perHour()).isEqualTo(360);
        assertThat(slope.grows()).isFalse();
        assertThatThrownBy(() -> Slope.of(new double[1], new double[1])).isInstanceOf(IllegalArgumentException.class);
    }

    private void fill(java.util.function.IntToDoubleFunction value) {
        for (int i = 0; i < SAMPLES; i++) {
            seconds[i] = i * EVERY_SECONDS;
            values[i] = value.applyAsDouble(i);
        }
    }
}
