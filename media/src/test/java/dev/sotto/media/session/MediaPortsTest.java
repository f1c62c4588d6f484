package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MediaPortsTest {
    private final AtomicLong clock = new AtomicLong(-77);
    private final MediaPorts ports = new MediaPorts(20_001, 20_007, Duration.ofSeconds(5), clock::get);

    @Test
    void pairsBeginWithAnEvenPortAndAreGivenInTurn() throws NoPortException {
        assertThat(ports.pairs()).isEqualTo(3);
        assertThat(ports.allocate()).isEqualTo(20_002);
        assertThat(ports.allocate()).isEqualTo(20_004);
        ports.release(20_002);
        assertThat(ports.allocate()).isEqualTo(20_006);
        assertThat(ports.taken()).isEqualTo(2);
    }

    @Test
    void aClosedPortRestsBeforeItIsGivenAgain() throws NoPortException {
        for (int i = 0; i < 3; i++) {
            ports.allocate();
        }
        ports.release(20_004);
        assertThat(ports.resting()).isEqualTo(1);
        clock.addAndGet(4_999_999_999L);
        assertThatThrownBy(ports::allocate).isInstanceOf(NoPortException.class).hasMessageContaining("all 3 pairs");
        clock.addAndGet(1);
        assertThat(ports.resting()).isZero();
        assertThat(ports.allocate()).isEqualTo(20_004);
    }

    @Test
    void whatWasNotTakenCantBeReleased() {
        assertThatThrownBy(() -> ports.release(20_002)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MediaPorts.of(20_001, 20_002)).isInstanceOf(IllegalArgumentException.class);
    }
}
