package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SymmetricLatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress DESCRIBED = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("203.0.113.1", 61_000);
    private static final InetSocketAddress STRAY = new InetSocketAddress("198.51.100.66", 4000);

    private final SymmetricLatch latch = new SymmetricLatch(SECOND);

    @Test
    void untilAnythingComesTheDescriptionIsBelieved() {
        assertThat(latch.remote()).isNull();
        latch.describe(DESCRIBED);
        assertThat(latch.remote()).isEqualTo(DESCRIBED);
    }

    @Test
    void theFirstPacketWinsAndAStrayCantStealIt() {
        latch.describe(DESCRIBED);
        assertThat(latch.accept(NAT, 0)).isTrue();
        assertThat(latch.accept(STRAY, SECOND / 2)).isFalse();
        assertThat(latch.accept(NAT, SECOND)).isTrue();
        assertThat(latch.accept(STRAY, 2 * SECOND)).isFalse();
        assertThat(latch.remote()).isEqualTo(NAT);
    }

    @Test
    void theDescribedAddressTakesTheCallBackFromAnIntruder() {
        latch.describe(DESCRIBED);
        latch.accept(STRAY, 0);
        assertThat(latch.accept(DESCRIBED, 1)).isTrue();
        assertThat(latch.accept(STRAY, 2)).isFalse();
        assertThat(latch.remote()).isEqualTo(DESCRIBED);
    }

    @Test
    void afterSilenceThePeerMayHaveMoved() {
        latch.describe(DESCRIBED);
        latch.accept(NAT, 0);
        assertThat(latch.accept(STRAY, SECOND + 1)).isTrue();
        assertThat(latch.remote()).isEqualTo(STRAY);
    }

    @Test
    void anotherDescriptionBeginsAnewTheSameOneDoesNot() {
        latch.describe(DESCRIBED);
        latch.accept(NAT, 0);
        latch.describe(new InetSocketAddress("192.0.2.1", 4000));
        assertThat(latch.remote()).isEqualTo(NAT);
        latch.describe(STRAY);
        assertThat(latch.remote()).isEqualTo(STRAY);
    }
}
