package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PunctualityTest {
    private static final long FRAME = 20_000_000;

    private final Punctuality punctuality = new Punctuality();

    @ParameterizedTest
    @EnumSource(AudioFormat.class)
    void everyFormatsClockIsItsOwn(AudioFormat format) {
        punctuality.clockRate(format.clockRate());
        long begin = 0xFFFF_FF00L;
        for (int i = 0; i < 100; i++) {
            long timestamp = (begin + i * format.clockUnits(160)) & 0xFFFF_FFFFL;
            punctuality.count((65_500 + i) & 0xFFFF, timestamp, i * FRAME + (i == 50 ? 12_000_000 : 0));
        }

        assertThat(punctuality.counts(0)).isEqualTo(new PacketCounts(100, 1, 0, 0, 12_000_000));
    }

    @Test
    void whatOvertookIsNotLost() {
        punctuality.count(10, 0, 0);
        punctuality.count(12, 320, 2 * FRAME);
        punctuality.count(11, 160, 2 * FRAME);

        assertThat(punctuality.counts(0).lost()).isZero();
        assertThat(punctuality.counts(0).late())
                .as("it came a frame after its time")
                .isEqualTo(1);
    }
}
