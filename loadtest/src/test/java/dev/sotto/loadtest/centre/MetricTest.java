package dev.sotto.loadtest.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final double NEVER = Course.NEVER;

    /** Two callers helped, one who gave up, one who needed nobody; two people. */
    private final ArmRun run = ArmRun.modelled(
            Arm.ESCALATE,
            1,
            2,
            List.of(
                    course(0, 0, Ending.RESOLVED, 20, 30, 60, 66, 70, 10),
                    course(1, 10, Ending.GAVE_UP, 20, NEVER, NEVER, 50, 0, 30),
                    course(2, 20, Ending.RESOLVED, 20, 40, 80, 90, 60, 20),
                    course(3, 40, Ending.RESOLVED, NEVER, NEVER, 25, 30, 0, 0)));

    @Test
    void resolutionIsOfWhoNeededAPersonAndGotThere() {
        assertThat(Metric.RESOLUTION.of(run)).isEqualTo(70);
        assertThat(Metric.FROM_POINT.of(run)).isEqualTo(50);
        assertThat(Metric.RESOLVED.of(run)).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void personSecondsAreDividedByWhomTheyHelped() {
        assertThat(Metric.PERSON_PER_RESOLVED.of(run)).isEqualTo(65);
        assertThat(Metric.PERSON_PER_CALL.of(run)).isEqualTo(32.5);
    }

    @Test
    void giversUpAreAShareOfWhoNeededAndOfAll() {
        assertThat(Metric.GAVE_UP.of(run)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Metric.GAVE_UP_OF_ALL.of(run)).isEqualTo(0.25);
        assertThat(Metric.QUEUE.of(run)).isEqualTo(20);
    }

    /** The window is from the first to the last arrival: 0 to 40 s. */
    @Test
    void liveCallsAreCountedWithinTheWindowOnly() {
        double live = (40 + 30 + 20 + 0) / 40.0 / 2;
        double pending = (20 + 10 + 0 + 0) / 40.0 / 2;
        double busy = (10 + 0 + 0) / 40.0 / 2;

        assertThat(Metric.LIVE_PER_PERSON.of(run)).isCloseTo(live, within(1e-9));
        assertThat(Metric.PENDING_PER_PERSON.of(run)).isCloseTo(pending, within(1e-9));
        assertThat(Metric.OCCUPANCY.of(run)).isCloseTo(busy, within(1e-9));
        assertThat(Metric.MOST_LIVE_PER_PERSON.of(run)).isEqualTo(2);
    }

    @Test
    void nothingToCountIsNoNumber() {
        ArmRun nobody =
                ArmRun.modelled(Arm.CONSULT, 1, 1, List.of(course(0, 0, Ending.RESOLVED, NEVER, NEVER, 25, 30, 0, 0)));

        assertThat(Metric.RESOLUTION.of(nobody)).isNaN();
        assertThat(Metric.PERSON_PER_RESOLVED.of(nobody)).isNaN();
    }

    @Test
    void claimsAreJudgedByTheWholeInterval() {
        assertThat(Claims.verdict(interval(3.4, 3.1, 3.7), 3)).isEqualTo("reached");
        assertThat(Claims.verdict(interval(2.4, 2.1, 2.7), 3)).isEqualTo("not reached");
        assertThat(Claims.verdict(interval(3.4, 2.6, 4.2), 3)).startsWith("open");
        assertThat(Claims.verdict(dev.sotto.loadtest.statistics.Interval.of(9), 3))
                .contains("no interval");
        assertThat(Claims.both(interval(7, 6.5, 7.5), interval(0, 0, 0.01))).isEqualTo("reached");
        assertThat(Claims.both(interval(7, 6.5, 7.5), interval(0.01, 0, 0.05))).startsWith("open");
        assertThat(Claims.both(interval(4, 3.5, 4.5), interval(0, 0, 0.01))).startsWith("not reached");
        assertThat(Claims.both(interval(7, 6.5, 7.5), interval(0.2, 0.1, 0.3))).startsWith("not reached");
    }

    private static dev.sotto.loadtest.statistics.Interval interval(double value, double low, double high) {
        return new dev.sotto.loadtest.statistics.Interval(value, low, high, 5);
    }

    private static Course course(
            int index,
            double began,
            Ending ending,
            double point,
            double taken,
            double heard,
            double over,
            double person,
            double queue) {
        return new Course(
                ModelTest.caller(index, began, Double.isNaN(point) ? Intent.STATUS : Intent.REFUND, 60),
                ending,
                began,
                point,
                taken,
                heard,
                heard,
                over,
                person,
                0,
                queue,
                1);
    }
}
