package dev.sotto.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.jitter.JitterBuffer.Taken;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class JitterBufferTest {
    private final JitterBuffer buffer = new JitterBuffer(6);

    private boolean put(int sequence) {
        ByteBuf payload = Unpooled.wrappedBuffer(new byte[] {(byte) sequence});
        return buffer.put(sequence, 0, payload, 0, 1);
    }

    private int take() {
        Taken taken = buffer.take();
        return taken == Taken.PAYLOAD ? buffer.bytes()[buffer.offset()] : -1 - taken.ordinal();
    }

    private static final int MISSING = -1 - Taken.MISSING.ordinal();
    private static final int NOTHING = -1 - Taken.NOTHING.ordinal();

    @Test
    void ordersWhatCameOutOfOrder() {
        put(7);
        put(9);
        put(8);
        put(6);
        assertThat(new int[] {take(), take(), take(), take(), take()}).containsExactly(6, 7, 8, 9, NOTHING);
    }

    @Test
    void crossesTheWrap() {
        put(65535);
        put(0);
        put(65534);
        assertThat(new int[] {take(), take(), take()}).containsExactly(-2, -1, 0);
    }

    @Test
    void aHoleIsMissingOnlyWhenItsFollowersAreThere() {
        put(1);
        put(3);
        assertThat(new int[] {take(), take(), take(), take()}).containsExactly(1, MISSING, 3, NOTHING);
        put(4);
        assertThat(take()).isEqualTo(4);
    }

    @Test
    void whatComesAfterItsTurnIsCountedAndMakesTheBufferWaitLonger() {
        put(1);
        put(3);
        take();
        take();
        assertThat(put(2)).isFalse();
        assertThat(buffer.late()).isEqualTo(1);
        assertThat(new int[] {take(), take()}).containsExactly(NOTHING, 3);
    }

    @Test
    void runningDryDoesNotSkipWhatIsOnlyLate() {
        put(1);
        assertThat(new int[] {take(), take(), take()}).containsExactly(1, NOTHING, NOTHING);
        put(2);
        put(3);
        assertThat(new int[] {take(), take()}).containsExactly(2, 3);
    }

    @Test
    void overTheLimitTheOldestGoes() {
        for (int i = 1; i <= 9; i++) {
            put(i);
        }
        assertThat(buffer.depth()).isEqualTo(6);
        assertThat(buffer.dropped()).isEqualTo(3);
        assertThat(take()).isEqualTo(4);
    }

    @Test
    void aSurplusThatLastsIsTold() {
        put(0);
        put(1);
        put(2);
        int sequence = 3;
        int surplus = 0;
        for (int i = 0; i < JitterBuffer.SURPLUS_TAKES; i++) {
            assertThat(buffer.takeSurplus()).isZero();
            take();
            put(sequence++ & 0xFFFF);
        }
        assertThat(buffer.takeSurplus()).isEqualTo(1);
        assertThat(buffer.takeSurplus()).isZero();
        assertThat(buffer.dropped()).isZero();
    }

    @Test
    void aSecondCopyIsNotKept() {
        assertThat(put(5)).isTrue();
        assertThat(put(5)).isFalse();
        assertThat(buffer.depth()).isEqualTo(1);
    }

    @Test
    void aJumpAheadBeginsAnew() {
        put(5);
        take();
        assertThat(put(5_000)).isTrue();
        assertThat(take()).isEqualTo((byte) 5_000);
    }

    @Test
    void anOversizedPayloadIsRefused() {
        assertThat(buffer.put(1, 0, Unpooled.wrappedBuffer(new byte[2049]), 0, 2049))
                .isFalse();
        assertThat(buffer.oversized()).isEqualTo(1);
    }
}
