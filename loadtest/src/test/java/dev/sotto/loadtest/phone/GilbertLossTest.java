package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GilbertLossTest {
    private static final int PACKETS = 400_000;

    private int lost;
    private int bursts;

    private void run(double loss, double burst) {
        GilbertLoss line = new GilbertLoss(loss, burst, new SplittableRandom(7));
        boolean before = false;
        for (int i = 0; i < PACKETS; i++) {
            boolean now = line.next();
            lost += now ? 1 : 0;
            bursts += now && !before ? 1 : 0;
            before = now;
        }
    }

    @Test
    void losesTheShareItShould() {
        run(0.02, 1);

        assertThat((double) lost / PACKETS).isCloseTo(0.02, within(0.001));
        assertThat((double) lost / bursts)
                .as("runs of independent losses are 1 / (1 - loss) long")
                .isCloseTo(1 / 0.98, within(0.02));
    }

    @Test
    void losesTheSameShareInBurstsOfTheWantedLength() {
        run(0.05, 4);

        assertThat((double) lost / PACKETS).isCloseTo(0.05, within(0.003));
        assertThat((double) lost / bursts).isCloseTo(4, within(0.15));
    }

    @Test
    void halfOfEverythingCanBeLost() {
        run(0.5, 1);

        assertThat((double) lost / PACKETS).isCloseTo(0.5, within(0.005));
    }

    @Test
    void aGoodLineLosesNothing() {
        run(0, 1);

        assertThat(lost).isZero();
    }

    @Test
    void theSameSeedLosesTheSamePackets() {
        GilbertLoss one = new GilbertLoss(0.1, 3, new SplittableRandom(11));
        GilbertLoss other = new GilbertLoss(0.1, 3, new SplittableRandom(11));

        for (int i = 0; i < 1_000; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void whatIsNoImpairmentSaysSo() {
        assertThatThrownBy(() -> new Impairment(51, 1, 0)).hasMessageContaining("51");
        assertThatThrownBy(() -> new Impairment(1, 0.5, 0)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new Impairment(1, 1, 900)).hasMessageContaining("900");
        assertThatThrownBy(() -> new Impairment(Double.NaN, 1, 0)).hasMessageContaining("NaN");
    }
}
