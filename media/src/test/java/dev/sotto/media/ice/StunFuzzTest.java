package dev.sotto.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sotto.media.ice.IceLite.Outcome;
import dev.sotto.media.sdp.Protection.IceLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;

class StunFuzzTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 4000);

    /** Bytes of anybody's, and genuine requests with bytes of anybody's in them: never an exception, never a valid pair. */
    @FuzzTest(maxDuration = "10s")
    void nothingThrowsAndNothingPasses(FuzzedDataProvider data) {
        IceLite ice = new IceLite(new IceLink("ours", "a-password-of-24-letters", "theirs"));
        ByteBuf packet = Unpooled.buffer(2048);
        if (data.consumeBoolean()) {
            packet.writeBytes(StunCheck.of("ours:theirs", "not-the-password-at-all", true));
            int changes = data.consumeInt(0, 8);
            for (int i = 0; i < changes; i++) {
                packet.setByte(data.consumeInt(0, packet.readableBytes() - 1), data.consumeByte());
            }
        } else {
            packet.writeBytes(data.consumeRemainingAsBytes());
        }
        ByteBuf response = Unpooled.buffer(256);
        Outcome outcome = ice.onPacket(packet, FROM, response);
        assertThat(outcome).isIn(Outcome.IGNORED, Outcome.REFUSED);
        assertThat(ice.isValid(FROM)).isFalse();
        assertThat(response.readableBytes()).isLessThanOrEqualTo(80);
    }
}
