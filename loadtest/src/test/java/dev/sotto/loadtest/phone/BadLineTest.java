package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BadLineTest {
    private static final int PACKETS = 20_000;

    private static BadLine line(double loss, int jitterMillis) {
        return new BadLine(new Impairment(loss, 1, jitterMillis), new SplittableRandom(3));
    }

    @Test
    void whatIsInjectedIsCountedByKindAndDirection() {
        BadLine line = line(10, 30);
        int left = 0;
        int heard = 0;
        for (int i = 0; i < PACKETS; i++) {
            if (!line.withholds()) {
                left++;
                line.delayNanos();
            }
            heard += line.ignores() ? 0 : 1;
        }

        Injected injected = line.injected();
        assertThat(injected.sent()).isEqualTo(left);
        assertThat(injected.withheld()).isEqualTo(PACKETS - left);
        assertThat(injected.ignored()).isEqualTo(PACKETS - heard);
        assertThat((double) injected.withheld() / PACKETS).isCloseTo(0.1, within(0.01));
        assertThat((double) injected.ignored() / PACKETS).isCloseTo(0.1, within(0.01));
    }

    @Test
    void theTwoDirectionsLoseDifferentPackets() {
        BadLine line = line(50, 0);
        int same = 0;
        for (int i = 0; i < PACKETS; i++) {
            same += line.withholds() == line.ignores() ? 1 : 0;
        }

        assertThat((double) same / PACKETS).isCloseTo(0.5, within(0.02));
    }

    @Test
    void delaysAreEvenlySpreadUpToTheJitter() {
        BadLine line = line(0, 30);
        long most = 0;
        double sum = 0;
        for (int i = 0; i < PACKETS; i++) {
            long delay = line.delayNanos();
            most = Math.max(most, delay);
            sum += delay;
        }

        assertThat(most).isBetween(29_000_000L, 30_000_000L);
        assertThat(sum / PACKETS / 1e6).isCloseTo(15, within(0.3));
    }

    @Test
    void jitterBeyondAFrameMakesPacketsOvertakeEachOther() {
        BadLine line = line(0, 30);
        int overtaken = 0;
        long leftBefore = Long.MIN_VALUE;
        for (int i = 0; i < PACKETS; i++) {
            long leaves = i * 20_000_000L + line.delayNanos();
            overtaken += leaves < leftBefore ? 1 : 0;
            leftBefore = leaves;
        }

        // two even draws of 30 ms differ by over 20 ms, in one direction, in (1/3)^2 / 2 of all cases
        assertThat((double) overtaken / PACKETS).isCloseTo(1.0 / 18, within(0.01));
    }

    @Test
    void aGoodLineDelaysNothing() {
        BadLine line = line(0, 0);

        assertThat(line.delayNanos()).isZero();
        assertThat(line.injected().delayed()).isZero();
    }

    @Test
    void whatIsNeverSentIsGivenBack() {
        Delays delays = new Delays();
        var packet = new DatagramPacket(Unpooled.buffer(4), new InetSocketAddress("127.0.0.1", 9));

        delays.add(5, null, packet);
        delays.release(4);
        delays.clear();

        assertThat(packet.refCnt()).isZero();
    }
}
