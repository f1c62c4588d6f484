package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricLatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME = 20_000_000L;
    private static final InetSocketAddress DESCRIBED = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("203.0.113.1", 61_000);
    private static final InetSocketAddress STRAY = new InetSocketAddress("198.51.100.66", 4000);

    private final SymmetricLatch latch = new SymmetricLatch(SECOND);
    private long now = SECOND;

    /** That many packets in a row, 20 ms apart; how many of them were taken. */
    private int stream(InetSocketAddress from, int ssrc, int firstSequence, int packets) {
        int taken = 0;
        for (int i = 0; i < packets; i++) {
            now += FRAME;
            taken += latch.accept(from, ssrc, firstSequence + i & 0xFFFF, now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void untilAnythingComesTheDescriptionIsBelieved() {
        assertThat(latch.remote()).isNull();
        latch.describe(DESCRIBED);
        assertThat(latch.remote()).isEqualTo(DESCRIBED);
    }

    @Test
    void theDescribedAddressNeedsNoProof() {
        latch.describe(DESCRIBED);
        assertThat(stream(DESCRIBED, 7, 1, 1)).isEqualTo(1);
    }

    @Test
    void behindANatThreePacketsInARowAreEnoughAcrossTheNumbersEnd() {
        latch.describe(DESCRIBED);
        assertThat(stream(NAT, 7, 65_534, 10)).isEqualTo(8);
        assertThat(latch.remote()).isEqualTo(NAT);
    }

    @Test
    void singlePacketsOfAnybodysMoveNothing() {
        latch.describe(DESCRIBED);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            assertThat(stream(STRAY, random.nextInt(), random.nextInt(65_536), 1))
                    .isZero();
        }
        assertThat(latch.remote()).isEqualTo(DESCRIBED);
    }

    @Test
    void aPeerThatIsHeardCantBeReplaced() {
        latch.describe(DESCRIBED);
        stream(NAT, 7, 1, 10);
        for (int i = 0; i < 200; i++) {
            assertThat(stream(STRAY, 7, 11 + i, 1)).isZero();
            assertThat(stream(NAT, 7, 11 + i, 1)).isEqualTo(1);
        }
        assertThat(latch.remote()).isEqualTo(NAT);
    }

    @Test
    void theDescribedAddressTakesTheCallBackFromAnIntruder() {
        latch.describe(DESCRIBED);
        stream(STRAY, 66, 1, 10);
        assertThat(latch.remote()).isEqualTo(STRAY);
        assertThat(stream(DESCRIBED, 7, 1, 1)).isEqualTo(1);
        assertThat(stream(STRAY, 66, 11, 20)).isZero();
        assertThat(latch.remote()).isEqualTo(DESCRIBED);
    }

    @Test
    void aPeerThatMovedGoesOnWithItsOwnNumbers() {
        latch.describe(DESCRIBED);
        stream(NAT, 7, 1, 10);
        now += SECOND;
        assertThat(stream(STRAY, 7, 60, 5)).isEqualTo(3);
        assertThat(latch.remote()).isEqualTo(STRAY);
    }

    @Test
    void aStrangerWaitsLonger() {
        latch.describe(DESCRIBED);
        stream(NAT, 7, 1, 10);
        now += 2 * SECOND;
        assertThat(stream(STRAY, 66, 1, 20)).isZero();
        now += 2 * SECOND;
        assertThat(stream(STRAY, 66, 300, 20)).isEqualTo(18);
    }

    @Test
    void whoCameFirstKeepsItsPlaceWhileOthersShoot() {
        latch.describe(DESCRIBED);
        assertThat(stream(NAT, 7, 1, 1)).isZero();
        assertThat(stream(STRAY, 66, 1, 1)).isZero();
        assertThat(stream(NAT, 7, 2, 1)).isZero();
        assertThat(stream(STRAY, 66, 2, 1)).isZero();
        assertThat(stream(NAT, 7, 3, 1)).isEqualTo(1);
        assertThat(latch.remote()).isEqualTo(NAT);
    }

    @Test
    void theLastCallsPacketsAreNotTheNextCalls() {
        latch.describe(null);
        stream(NAT, 7, 65_500, 100);
        SymmetricLatch next = new SymmetricLatch(SECOND);
        next.shun(latch.trace());
        for (int i = 0; i < 2_000; i++) {
            assertThat(next.accept(NAT, 7, 65_850 + i & 0xFFFF, now += FRAME)).isFalse();
        }
        assertThat(next.remote()).isNull();
        assertThat(next.accept(STRAY, 9, 1, now)).isFalse();
        assertThat(next.accept(STRAY, 9, 2, now)).isFalse();
        assertThat(next.accept(STRAY, 9, 3, now)).isTrue();
    }

    @Test
    void theSameTelephoneMayCallAgainOnTheSamePort() {
        latch.describe(null);
        stream(NAT, 7, 100, 100);
        SymmetricLatch next = new SymmetricLatch(SECOND);
        next.shun(latch.trace());
        assertThat(next.accept(NAT, 7, 40_000, now)).isFalse();
        assertThat(next.accept(NAT, 7, 40_001, now)).isFalse();
        assertThat(next.accept(NAT, 7, 40_002, now)).isTrue();
    }

    @Test
    void anotherDescriptionBeginsAnewTheSameOneDoesNot() {
        latch.describe(DESCRIBED);
        stream(NAT, 7, 1, 3);
        latch.describe(new InetSocketAddress("192.0.2.1", 4000));
        assertThat(latch.remote()).isEqualTo(NAT);
        latch.describe(STRAY);
        assertThat(latch.remote()).isEqualTo(STRAY);
    }
}
