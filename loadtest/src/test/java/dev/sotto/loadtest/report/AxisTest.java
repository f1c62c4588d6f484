package dev.sotto.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Property(tries = 300)
    void axisHoldsEveryValueAndHasFewRoundTicks(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double one,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double other) {
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        Axis axis = Axis.upwards(low, high, true);

        assertThat(axis.low()).isLessThanOrEqualTo((axis.logarithmic() ? low : Math.min(0, low)) + 1e-6);
        assertThat(axis.high()).isGreaterThanOrEqualTo(high - 1e-6);
        assertThat(axis.ticks()).hasSizeBetween(2, 14);
        assertThat(axis.at(low)).isLessThanOrEqualTo(axis.at(high));
        assertThat(axis.ticks()).extracting(Axis.Tick::text).doesNotHaveDuplicates();
    }

    @Test
    void valuesFarApartAreShownByTheirRatio() {
        Axis axis = Axis.upwards(0.5, 5_000, true);

        assertThat(axis.logarithmic()).isTrue();
        assertThat(axis.at(50) - axis.at(5)).isCloseTo(axis.at(500) - axis.at(50), within(1e-9));
    }

    @Test
    void everyNineTakesTheSameRoom() {
        assertThat(Axis.nines(99) - Axis.nines(90)).isCloseTo(Axis.nines(99.9) - Axis.nines(99), within(1e-9));
        assertThat(Axis.percentiles(99.5).ticks()).extracting(Axis.Tick::text).endsWith("95 %", "99 %");
    }

    @Test
    void numbersHaveTheDigitsThatMeanSomething() {
        assertThat(Numbers.shown(1_234.6)).isEqualTo("1,235");
        assertThat(Numbers.shown(12.345)).isEqualTo("12.3");
        assertThat(Numbers.shown(0.04)).isEqualTo("0.04");
        assertThat(Numbers.shown(0.000_012)).isEqualTo("1.20e-05");
        assertThat(Numbers.shown(0.0)).isEqualTo("0");
        assertThat(Numbers.shown(Double.NaN)).isEqualTo("-");
        assertThat(Numbers.shown(1_000_000)).isEqualTo("1,000,000");
    }

    @Test
    void curveEndsWithTheLargest() {
        Distribution few = new Distribution();
        for (int i = 1; i <= 100; i++) {
            few.record(Duration.ofMillis(i));
        }
        var points = few.curve("few").points();

        assertThat(points.get(points.size() - 1).x()).isCloseTo(2.3, within(0.01));
        assertThat(points.get(points.size() - 1).y()).isCloseTo(100, within(0.2));
    }
}
