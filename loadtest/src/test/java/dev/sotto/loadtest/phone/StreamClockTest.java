package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StreamClockTest {
    private static final long FRAME_NANOS = 20_000_000;

    private final StreamClock clock = new StreamClock();

    @Test
    void aClockThatRunsSlowFallsBehindWhateverTheJitter() {
        play(100_000, 100e-6);

        // 2,000 s at 100 millionths, between the first ten seconds and the last
        assertThat(clock.windows()).isGreaterThan(190);
        assertThat(clock.behindMillis()).isCloseTo(198, within(3.0));
    }

    @Test
    void aGoodClockStaysWhereItIs() {
        play(20_000, 0);

        assertThat(clock.behindMillis()).isCloseTo(0, within(0.5));
    }

    private void play(int packets, double slow) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < packets; i++) {
            long due = i * FRAME_NANOS;
            long came = 5_000_000 + (long) (due * (1 + slow)) + random.nextLong(4_000_000);
            clock.packet(came, came - due);
        }
    }
}
