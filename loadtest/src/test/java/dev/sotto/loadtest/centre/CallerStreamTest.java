package dev.sotto.loadtest.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerStreamTest {
    private static final Population MANY = Population.of(20_000, 0, 12, 0.5);

    @Test
    void sameSeedIsTheSameCallersAndAnotherIsOthers() {
        Population some = Population.of(30, 5, 12, 0.5);

        assertThat(CallerStream.draw(some, 3)).isEqualTo(CallerStream.draw(some, 3));
        assertThat(CallerStream.draw(some, 3)).doesNotContainAnyElementsOf(CallerStream.draw(some, 4));
    }

    @Test
    void sharesAndTimesAreThoseOfThePopulation() {
        List<PlannedCaller> callers = CallerStream.draw(MANY, 1);

        assertThat(share(callers, caller -> caller.intent().consults())).isCloseTo(0.5, within(0.015));
        assertThat(share(callers, PlannedCaller::bargesIn)).isCloseTo(MANY.bargesIn(), within(0.01));
        assertThat(share(callers, caller -> caller.patience().compareTo(MANY.patience()) < 0))
                .as("half give up before the median")
                .isCloseTo(0.5, within(0.015));
        assertThat(callers.get(callers.size() - 1).arrives().toMillis() / 60_000.0)
                .isCloseTo(20_000 / 12.0, within(40.0));
        assertThat(callers)
                .extracting(PlannedCaller::order)
                .doesNotHaveDuplicates()
                .allMatch(order -> order.length() == 6);
    }

    /** A Poisson process: the gaps' deviation is as large as their mean. */
    @Test
    void arrivalsAreByChance() {
        List<PlannedCaller> callers = CallerStream.draw(MANY, 2);
        double[] gaps = new double[callers.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] =
                    callers.get(i + 1).arrives().minus(callers.get(i).arrives()).toNanos() / 1e9;
        }
        double mean = java.util.Arrays.stream(gaps).average().orElseThrow();
        double variance = java.util.Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(5, within(0.15));
        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.05));
    }

    /** So that a sweep compares like with like. */
    @Test
    void anotherConsultRateLeavesEverythingElseAsItIs() {
        List<PlannedCaller> half = CallerStream.draw(Population.of(50, 0, 12, 0.5), 1);
        List<PlannedCaller> most = CallerStream.draw(Population.of(50, 0, 12, 0.9), 1);

        assertThat(most)
                .extracting(PlannedCaller::arrives)
                .isEqualTo(half.stream().map(PlannedCaller::arrives).toList());
        assertThat(most)
                .extracting(PlannedCaller::patience)
                .isEqualTo(half.stream().map(PlannedCaller::patience).toList());
        for (int i = 0; i < 50; i++) {
            assertThat(most.get(i).intent().consults() || !half.get(i).intent().consults())
                    .as("who needed a person still does")
                    .isTrue();
        }
    }

    @Test
    void warmUpComesFirstAndDoesNotCount() {
        List<PlannedCaller> callers = CallerStream.draw(Population.of(10, 4, 12, 0.5), 1);

        assertThat(callers).hasSize(14);
        assertThat(callers.subList(0, 4)).noneMatch(PlannedCaller::counted);
        assertThat(callers.subList(4, 14)).allMatch(PlannedCaller::counted);
        assertThat(callers.get(0).arrives()).isGreaterThan(Duration.ZERO);
    }

    private static double share(List<PlannedCaller> callers, java.util.function.Predicate<PlannedCaller> what) {
        return callers.stream().filter(what).count() / (double) callers.size();
    }
}
