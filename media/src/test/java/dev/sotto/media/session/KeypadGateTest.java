package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.session.KeypadGate.Way;
import org.junit.jupiter.api.Test;

class KeypadGateTest {
    private static final long MILLI = 1_000_000L;

    private final KeypadGate gate = new KeypadGate();

    private boolean admits(char key, Way way, long millis) {
        return gate.admits(key, way, millis * MILLI);
    }

    @Test
    void aPressToldInThreeWaysCountsOnce() {
        assertThat(admits('5', Way.TONE, 0)).isTrue();
        assertThat(admits('5', Way.EVENT, 30)).isFalse();
        assertThat(admits('5', Way.SIGNALLING, 900)).isFalse();
    }

    @Test
    void twoQuickPressesToldTwiceAreTwo() {
        assertThat(admits('5', Way.EVENT, 0)).isTrue();
        assertThat(admits('5', Way.EVENT, 150)).isTrue();
        assertThat(admits('5', Way.SIGNALLING, 300)).isFalse();
        assertThat(admits('5', Way.SIGNALLING, 310)).isFalse();
        assertThat(admits('5', Way.SIGNALLING, 500)).isTrue();
    }

    @Test
    void oneWayAloneIsNeverMerged() {
        for (int i = 0; i < 100; i++) {
            assertThat(admits('1', Way.SIGNALLING, i)).isTrue();
        }
    }

    @Test
    void otherKeysAndLongAgoDontCount() {
        assertThat(admits('5', Way.EVENT, 0)).isTrue();
        assertThat(admits('6', Way.SIGNALLING, 10)).isTrue();
        assertThat(admits('5', Way.SIGNALLING, 3_001)).isTrue();
    }
}
