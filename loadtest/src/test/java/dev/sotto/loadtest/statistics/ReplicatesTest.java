package dev.sotto.loadtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
    private static final int EXPERIMENTS = 4_000;
    /** Four standard errors of a share of 95 % in that many experiments. */
    private static final double SLACK = 0.014;

    /** Student's own sleep data (1908): ten differences of hours, mean 1.58, interval 0.70 to 2.46. */
    @Test
    void meanIsStudents() {
        Interval mean = Replicates.mean(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);

        assertThat(mean.value()).isCloseTo(1.58, within(0.001));
        assertThat(mean.low()).isCloseTo(0.70, within(0.005));
        assertThat(mean.high()).isCloseTo(2.46, within(0.005));
    }

    @Test
    void fiveSeedsHoldTheTrueMeanInNineteenOfTwentyExperiments() {
        SplittableRandom random = new SplittableRandom(1);
        int held = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            double[] seeds = random.doubles(5)
                    .map(none -> 40 + 9 * random.nextGaussian())
                    .toArray();
            held += holds(Replicates.mean(seeds), 40) ? 1 : 0;
        }

        assertThat((double) held / EXPERIMENTS).isCloseTo(0.95, within(SLACK));
    }

    /** Each seed's hardness is in both arms, more than what differs between them: pairs must take it out. */
    @Test
    void fiveSeedsHoldTheTrueRatioInNineteenOfTwentyExperiments() {
        SplittableRandom random = new SplittableRandom(2);
        int held = 0;
        double width = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Interval ratio = ratioOf(random, 3);
            held += holds(ratio, 3) ? 1 : 0;
            width += (ratio.high() - ratio.low()) / EXPERIMENTS;
        }

        assertThat((double) held / EXPERIMENTS).isCloseTo(0.95, within(SLACK));
        assertThat(width).as("narrow, as hardness cancels out").isLessThan(1.1);
    }

    /** The share of experiments that call it "3 times" when it is less must be what 95 % promises. */
    @Test
    void aClaimThatIsNotTrueIsSeldomReached() {
        SplittableRandom random = new SplittableRandom(3);
        int reached = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            reached += ratioOf(random, 2.99).reaches(3) ? 1 : 0;
        }

        assertThat((double) reached / EXPERIMENTS).isLessThan(0.025 + SLACK);
    }

    @Test
    void oneSeedHasNoInterval() {
        Interval one = Replicates.ratio(new double[] {6}, new double[] {2});

        assertThat(one.value()).isCloseTo(3, within(1e-12));
        assertThat(one.sure()).isFalse();
        assertThat(one.reaches(1)).isFalse();
        assertThat(one.misses(100)).isFalse();
    }

    @Test
    void nothingHasNoRatio() {
        assertThat(Replicates.ratio(new double[] {1, 2}, new double[] {0, 2}).known())
                .isFalse();
        assertThat(Replicates.mean().known()).isFalse();
        assertThat(Replicates.difference(new double[] {3, 5}, new double[] {1, 1})
                        .value())
                .isEqualTo(3);
    }

    /** Clopper and Pearson: none of 100 is below 3.62 %; "none seen" is not "never". */
    @Test
    void whatNeverHappenedMayStillHappen() {
        assertThat(Replicates.share(0, 100).low()).isZero();
        assertThat(Replicates.share(0, 100).high()).isCloseTo(0.0362, within(0.0001));
        assertThat(Replicates.share(5, 100).low()).isCloseTo(0.0164, within(0.0001));
        assertThat(Replicates.share(5, 100).high()).isCloseTo(0.1128, within(0.0001));
        assertThat(Replicates.share(7, 7).high()).isEqualTo(1);
    }

    @Test
    void readersSeeThreeFigures() {
        assertThat(new Interval(3.14159, 2.8, 3.52, 5)).hasToString("3.14 (2.80 to 3.52)");
        assertThat(Interval.of(120.4)).hasToString("120");
        assertThat(Interval.of(Double.NaN)).hasToString("-");
    }

    private static Interval ratioOf(RandomGenerator random, double truth) {
        double[] top = new double[5];
        double[] bottom = new double[5];
        for (int seed = 0; seed < 5; seed++) {
            double hardness = Math.exp(0.8 * random.nextGaussian());
            bottom[seed] = 20 * hardness * Math.exp(0.1 * random.nextGaussian());
            top[seed] = truth * 20 * hardness * Math.exp(0.1 * random.nextGaussian());
        }
        return Replicates.ratio(top, bottom);
    }

    private static boolean holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high();
    }
}
