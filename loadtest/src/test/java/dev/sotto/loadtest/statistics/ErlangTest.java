package dev.sotto.loadtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErlangTest {
    @Test
    void blockingIsAsInErlangsTables() {
        assertThat(Erlang.b(10, 5)).isCloseTo(0.0184, within(0.0001));
        assertThat(Erlang.b(1, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(Erlang.b(100, 84.1)).isCloseTo(0.01, within(0.0001));
    }

    /** Ten Erlangs of three-minute calls and fourteen people: the worked example that Erlang-C calculators are shown with. */
    @Test
    void waitingIsAsInTheWorkedExample() {
        double perSecond = 100.0 / 1_800;
        assertThat(Erlang.c(14, 10)).isCloseTo(0.1741, within(0.0001));
        assertThat(Erlang.servedWithin(20, 14, perSecond, 180)).isCloseTo(0.888, within(0.001));
        assertThat(Erlang.meanWait(14, perSecond, 180)).isCloseTo(7.8, within(0.05));
        assertThat(Erlang.peopleFor(0.8, 20, perSecond, 180)).isEqualTo(14);
    }

    /** Garnett, Mandelbaum and Reiman (2002), "Designing a call center with impatient customers", the table of section 1. */
    @Test
    void impatienceIsAsInThePublishedTable() {
        Erlang.Impatient centre = Erlang.a(50, 48.0 / 60, 60, 120);

        assertThat(centre.abandons()).isCloseTo(0.031, within(0.0005));
        assertThat(centre.meanWaitSeconds()).isCloseTo(3.7, within(0.05));
        assertThat(centre.queue()).isCloseTo(3, within(0.05));
        assertThat(centre.occupancy()).isCloseTo(0.93, within(0.005));
        assertThat(Erlang.meanWait(50, 48.0 / 60, 60)).as("without impatience").isCloseTo(20.8, within(0.1));
    }

    @Test
    void endlessPatienceMakesErlangAErlangC() {
        Erlang.Impatient patient = Erlang.a(14, 100.0 / 1_800, 180, 1e9);

        assertThat(patient.waits()).isCloseTo(Erlang.c(14, 10), within(1e-4));
        assertThat(patient.abandons()).isLessThan(1e-6);
    }

    @Test
    void moreThanPeopleCanDoWaitsForEver() {
        assertThat(Erlang.c(2, 2)).isEqualTo(1);
        assertThat(Erlang.servedWithin(60, 2, 1, 3)).isZero();
        assertThat(Erlang.meanWait(2, 1, 3)).isInfinite();
        assertThat(Erlang.a(2, 1, 3, 60).abandons())
                .as("what is too much gives up")
                .isCloseTo(1 / 3.0, within(0.03));
    }

    @Test
    void fewestPeopleLoseLessAndOneFewerDoesNot() {
        int people = Erlang.peopleForLosing(0.02, 0.1, 120, 90);

        assertThat(Erlang.a(people, 0.1, 120, 90).abandons()).isLessThan(0.02);
        assertThat(Erlang.a(people - 1, 0.1, 120, 90).abandons()).isGreaterThanOrEqualTo(0.02);
    }

    /** What comes beyond what 500 can do gives up, even where weights of states would overflow. */
    @Test
    void hugeOverloadIsCounted() {
        assertThat(Erlang.a(1, 10, 60, 100).abandons()).isCloseTo(1 - 1 / 600.0, within(0.001));
        assertThat(Erlang.a(300, 10, 60, 100).abandons()).isCloseTo(0.5, within(0.01));
        assertThat(Erlang.peopleForLosing(0.02, 10, 60, 100)).isBetween(560, 620);
    }

    /** A second way to the same: a queue played with dice. */
    @Test
    void aSimulatedQueueLosesAsManyAsTheFormula() {
        SplittableRandom random = new SplittableRandom(7);
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < 3; i++) {
            free.add(0.0);
        }
        double now = 0;
        int lost = 0;
        int calls = 200_000;
        for (int i = 0; i < calls; i++) {
            now += exponential(random, 30);
            double patience = exponential(random, 60);
            double service = exponential(random, 90);
            double taken = Math.max(now, free.element());
            if (taken - now > patience) {
                lost++;
            } else {
                free.remove();
                free.add(taken + service);
            }
        }

        assertThat((double) lost / calls)
                .isCloseTo(Erlang.a(3, 1 / 30.0, 90, 60).abandons(), within(0.005));
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
