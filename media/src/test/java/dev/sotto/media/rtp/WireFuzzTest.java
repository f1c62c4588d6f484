package dev.sotto.media.rtp;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Whatever bytes come: a flaw or a packet whose payload lies inside of it, never an exception. */
class WireFuzzTest {
    private final RtpPacket packet = new RtpPacket();

    @FuzzTest(maxDuration = "20s")
    void anyBytesAreAPacketOrAFlaw(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        if (packet.wrap(Unpooled.wrappedBuffer(bytes)) == RtpPacket.Flaw.NONE) {
            packet.timestamp();
            packet.ssrc();
            boolean inside = packet.payloadOffset() >= RtpPacket.HEADER_BYTES
                    && packet.payloadLength() >= 0
                    && packet.payloadOffset() + packet.payloadLength() <= bytes.length;
            if (!inside) {
                throw new AssertionError("payload outside of the packet");
            }
        }
    }

    @FuzzTest(maxDuration = "20s")
    void anyBytesAreAReportOrNot(FuzzedDataProvider data) {
        ByteBuf bytes = Unpooled.wrappedBuffer(data.consumeRemainingAsBytes());
        int[] told = new int[1];
        boolean read = RtcpReader.read(bytes, new RtcpReader.Listener() {
            @Override
            public void onSenderReport(int ssrc, int ntpMiddle) {
                told[0]++;
            }

            @Override
            public void onReportBlock(int source, int fraction, int lost, long jitter, int lastSr, long delay) {
                told[0]++;
            }

            @Override
            public void onBye(int ssrc) {
                told[0]++;
            }
        });
        if (!read && told[0] > 0) {
            throw new AssertionError("told something of a compound that was refused");
        }
    }
}
