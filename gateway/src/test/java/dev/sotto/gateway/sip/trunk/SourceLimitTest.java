package dev.sotto.gateway.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourceLimitTest {
    private final SourceLimit limit = new SourceLimit(2, 4);

    @Test
    void burstThenRate() {
        InetAddress source = v4(1);
        assertThat(taken(source, 10, 0)).isEqualTo(4);
        assertThat(taken(source, 10, 1_000)).isEqualTo(2);
        assertThat(taken(source, 10, 60_000)).isEqualTo(4);
        assertThat(taken(v4(2), 10, 60_000)).as("another source").isEqualTo(4);
    }

    @Test
    void floodFromInventedAddressesIsBounded() {
        for (int i = 0; i < 50_000; i++) {
            limit.take(v4(i), i);
        }
        assertThat(limit.sources()).isEqualTo(10_000);
    }

    @Test
    void sitesOfIpv6CountAsOne() throws Exception {
        assertThat(taken(InetAddress.getByName("2001:db8:1:2::1"), 4, 0)).isEqualTo(4);
        assertThat(limit.take(InetAddress.getByName("2001:db8:1:2:ffff::9"), 0)).isFalse();
        assertThat(limit.take(InetAddress.getByName("2001:db8:1:3::1"), 0)).isTrue();
    }

    private int taken(InetAddress source, int wanted, long nowMillis) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += limit.take(source, nowMillis) ? 1 : 0;
        }
        return taken;
    }

    private static InetAddress v4(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
