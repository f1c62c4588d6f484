package dev.sotto.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }

    @Test
    void readsAPlainPacket() {
        assertThat(packet.wrap(bytes("8088fffe 00000140 deadbeef 0102"))).isEqualTo(RtpPacket.Flaw.NONE);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequence()).isEqualTo(0xFFFE);
        assertThat(packet.timestamp()).isEqualTo(320);
        assertThat(packet.ssrc()).isEqualTo(0xDEADBEEF);
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.buffer().getUnsignedByte(packet.payloadOffset())).isEqualTo((short) 1);
    }

    @Test
    void skipsContributorsExtensionAndPadding() {
        // two contributors, an extension of one word, one byte of payload, three of padding
        String hex = "b2000001 00000000 00000001 00000002 00000003 bede0001 01020304 7f000003";
        assertThat(packet.wrap(bytes(hex))).isEqualTo(RtpPacket.Flaw.NONE);
        assertThat(packet.payloadLength()).isEqualTo(1);
        assertThat(packet.buffer().getByte(packet.payloadOffset())).isEqualTo((byte) 0x7f);
    }

    @ParameterizedTest
    @CsvSource({
        "8000000100000000000000, TOO_SHORT",
        "400000010000000000000001, WRONG_VERSION",
        "8f0000010000000000000001, CONTRIBUTORS_OVERRUN",
        "900000010000000000000001, EXTENSION_OVERRUN",
        "900000010000000000000001bedeffff, EXTENSION_OVERRUN",
        "a0000001000000000000000100, PADDING_OVERRUN",
        "a00000010000000000000001ff, PADDING_OVERRUN",
    })
    void refusesLies(String hex, RtpPacket.Flaw flaw) {
        assertThat(packet.wrap(bytes(hex))).isEqualTo(flaw);
    }

    @Test
    void aHeaderIsReadAsItWasWritten() {
        ByteBuf into = Unpooled.buffer();
        RtpPacket.writeHeader(into, 101, true, 65535, 0xFFFFFFFFL, -2);
        assertThat(packet.wrap(into)).isEqualTo(RtpPacket.Flaw.NONE);
        assertThat(packet.payloadType()).isEqualTo(101);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequence()).isEqualTo(65535);
        assertThat(packet.timestamp()).isEqualTo(0xFFFFFFFFL);
        assertThat(packet.ssrc()).isEqualTo(-2);
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void reportsAreToldFromSoundOnASharedPort() {
        assertThat(RtpPacket.looksLikeRtcp(bytes("80c8"))).isTrue();
        assertThat(RtpPacket.looksLikeRtcp(bytes("8088"))).isFalse();
        assertThat(RtpPacket.looksLikeRtcp(bytes("80"))).isFalse();
    }
}
