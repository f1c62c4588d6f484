package dev.sotto.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final List<String> told = new ArrayList<>();
    private final RtcpReader.Listener listener = new RtcpReader.Listener() {
        @Override
        public void onSenderReport(int ssrc, int ntpMiddle) {
            told.add("sr " + ssrc + " " + Integer.toHexString(ntpMiddle));
        }

        @Override
        public void onReportBlock(int source, int fraction, int lost, long jitter, int lastSr, long delay) {
            told.add("block " + source + " " + fraction + " " + lost + " " + jitter + " " + lastSr + " " + delay);
        }

        @Override
        public void onBye(int ssrc) {
            told.add("bye " + ssrc);
        }
    };

    @Test
    void aCompoundIsReadAsItWasWritten() {
        ByteBuf into = Unpooled.buffer();
        RtcpWriter writer = new RtcpWriter(77, "name@sotto");
        RtcpWriter.Received received = new RtcpWriter.Received(55, 12, 3, 70_000, 9, 42, 65536);
        writer.senderReport(into, new RtcpWriter.Sent(0x1122_3344_5566_7788L, 160, 5, 800), received);
        writer.bye(into);

        assertThat(RtcpReader.read(into, listener)).isTrue();
        assertThat(told).containsExactly("sr 77 33445566", "block 55 12 3 9 42 65536", "bye 77");
        assertThat(into.readableBytes() % 4).isZero();
    }

    @Test
    void aReceiverReportWithoutAnythingReceivedHasNoBlock() {
        ByteBuf into = Unpooled.buffer();
        new RtcpWriter(77, "abcd").receiverReport(into, null);
        assertThat(RtcpReader.read(into, listener)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aLengthBeyondTheEndRefusesTheWholeCompound() {
        String bye = "81cb0001 0000004d";
        String liar = "81cb0009 0000004d";
        assertThat(RtcpReader.read(hex(bye + liar), listener)).isFalse();
        assertThat(told).isEmpty();
        assertThat(RtcpReader.read(hex(bye), listener)).isTrue();
    }

    @Test
    void moreBlocksPromisedThanThereAreIsNoOverrun() {
        assertThat(RtcpReader.read(hex("9fc90001 0000004d"), listener)).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void roundTripIsWhatIsLeftOfTheDelay() {
        int sent = NtpTime.middle(NtpTime.ofEpochMillis(1_700_000_000_000L));
        int back = NtpTime.middle(NtpTime.ofEpochMillis(1_700_000_001_120L));
        assertThat(NtpTime.roundTripMillis(back, sent, 65536)).isCloseTo(120, within(0.1));
        assertThat(NtpTime.roundTripMillis(back, 0, 0)).isEqualTo(-1);
        assertThat(NtpTime.roundTripMillis(back, sent, 10 * 65536)).isEqualTo(-1);
    }

    private static ByteBuf hex(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }
}
