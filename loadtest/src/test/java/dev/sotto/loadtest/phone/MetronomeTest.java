package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetronomeTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Long> beats = new ArrayList<>();
    private long nowNanos = 1_000;
    private final Metronome metronome =
            new Metronome(channel.eventLoop(), () -> nowNanos, (number, now) -> beats.add(number));

    MetronomeTest() {
        channel.freezeTime();
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void beatsTenTimesInAFrame() {
        metronome.start();
        for (int i = 0; i < 20; i++) {
            pass(1_000_000);
        }

        assertThat(beats).hasSize(Metronome.BEATS);
        assertThat(metronome.late()).isZero();
    }

    @Test
    void missedBeatsAreMadeUpForAndCountedAsLate() {
        metronome.start();
        pass(40_000_000);
        // what is due at once runs with the next look
        for (int i = 0; i < 30; i++) {
            pass(0);
        }

        assertThat(beats).hasSize(20).isSorted();
        assertThat(metronome.late()).as("due over 10 ms before").isEqualTo(14);
    }

    @Test
    void whoStopsIsStill() {
        metronome.start();
        pass(2_000_000);
        metronome.stop();
        pass(20_000_000);

        assertThat(beats).hasSize(1);
    }
}
