package dev.sotto.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.srtp.PacketGuard.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpGuardTest {
    private final Random random = new Random(1);

    private record Ends(SrtpGuard ours, SrtpGuard theirs) {}

    private Ends ends(SrtpSuite suite) {
        SrtpKeys one = SrtpKeys.random(suite, random);
        SrtpKeys other = SrtpKeys.random(suite, random);
        return new Ends(new SrtpGuard(one, other), new SrtpGuard(other, one));
    }

    private static ByteBuf packet(int sequence, int ssrc) {
        ByteBuf bytes = Unpooled.directBuffer(2048);
        RtpPacket.writeHeader(bytes, 0, false, sequence & 0xFFFF, sequence * 160L, ssrc);
        return bytes.writeZero(160).setByte(50, sequence);
    }

    private static ByteBuf sealed(SrtpGuard by, int sequence) {
        ByteBuf packet = packet(sequence, 7);
        by.protectRtp(packet);
        return packet;
    }

    @ParameterizedTest
    @EnumSource
    void comesBackAcrossRollovers(SrtpSuite suite) {
        Ends ends = ends(suite);
        for (int sequence = 65_000; sequence < 65_000 + 140_000; sequence += 500) {
            ByteBuf packet = sealed(ends.ours, sequence);
            assertThat(packet.readableBytes()).isEqualTo(172 + suite.tagBytes());
            assertThat(ends.theirs.unprotectRtp(packet)).isEqualTo(Verdict.GENUINE);
            assertThat(packet).isEqualTo(packet(sequence, 7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyChangedByteIsNoticed(SrtpSuite suite) {
        Ends ends = ends(suite);
        ByteBuf genuine = sealed(ends.ours, 1);
        for (int at = 1; at < genuine.readableBytes(); at++) {
            ByteBuf forged = genuine.copy();
            forged.setByte(at, forged.getByte(at) ^ 0x40);
            assertThat(ends.theirs.unprotectRtp(forged)).as("byte %d", at).isEqualTo(Verdict.FORGED);
        }
        assertThat(ends.theirs.unprotectRtp(genuine)).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangedByteOfAReportIsNoticed(SrtpSuite suite) {
        Ends ends = ends(suite);
        ByteBuf genuine = Unpooled.buffer(256).writeInt(0x80C90001).writeInt(7).writeZero(24);
        ends.ours.protectRtcp(genuine);
        for (int at = 1; at < genuine.readableBytes(); at++) {
            ByteBuf forged = genuine.copy();
            forged.setByte(at, forged.getByte(at) ^ 0x40);
            assertThat(ends.theirs.unprotectRtcp(forged)).as("byte %d", at).isEqualTo(Verdict.FORGED);
        }
        ByteBuf again = genuine.copy();
        assertThat(ends.theirs.unprotectRtcp(genuine)).isEqualTo(Verdict.GENUINE);
        assertThat(ends.theirs.unprotectRtcp(again)).isEqualTo(Verdict.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsTakenTwice(SrtpSuite suite) {
        Ends ends = ends(suite);
        ByteBuf[] sent = new ByteBuf[100];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = sealed(ends.ours, 65_500 + i);
        }
        assertThat(ends.theirs.unprotectRtp(sent[0].copy())).isEqualTo(Verdict.GENUINE);
        assertThat(ends.theirs.unprotectRtp(sent[0].copy())).isEqualTo(Verdict.REPLAYED);
        assertThat(ends.theirs.unprotectRtp(sent[99].copy())).isEqualTo(Verdict.GENUINE);
        assertThat(ends.theirs.unprotectRtp(sent[36].copy())).isEqualTo(Verdict.GENUINE);
        assertThat(ends.theirs.unprotectRtp(sent[36].copy())).isEqualTo(Verdict.REPLAYED);
        assertThat(ends.theirs.unprotectRtp(sent[35].copy()))
                .as("outside of the window")
                .isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void forgeriesLeaveNoTrace() {
        Ends ends = ends(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        ends.theirs.unprotectRtp(sealed(ends.ours, 10));
        for (int i = 0; i < 200; i++) {
            ByteBuf forged = packet(30_000 + i, i % 2 == 0 ? 7 : i);
            forged.writeZero(10);
            assertThat(ends.theirs.unprotectRtp(forged)).isEqualTo(Verdict.FORGED);
        }
        assertThat(ends.theirs.unprotectRtp(sealed(ends.ours, 11))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void sourcesHaveWindowsOfTheirOwn() {
        Ends ends = ends(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        for (int source = 1; source <= 20; source++) {
            SrtpGuard sender = ends(SrtpSuite.AES_CM_128_HMAC_SHA1_80).ours;
            assertThat(sender).isNotNull();
        }
        ByteBuf first = sealed(ends.ours, 60_000);
        assertThat(ends.theirs.unprotectRtp(first)).isEqualTo(Verdict.GENUINE);
        SrtpKeys same = SrtpKeys.random(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new Random(9));
        SrtpReceiver receiver = new SrtpReceiver(same);
        for (int source = 1; source <= 20; source++) {
            ByteBuf packet = packet(source * 3_000, source);
            new SrtpSender(same).rtp(packet);
            assertThat(receiver.rtp(packet)).isEqualTo(Verdict.GENUINE);
        }
    }

    @Test
    void anUnchangedKeyGoesOnWhereItWas() {
        SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
        SrtpKeys mine = SrtpKeys.random(suite, random);
        SrtpGuard guard = new SrtpGuard(mine, SrtpKeys.random(suite, random));
        sealed(guard, 1);
        SrtpGuard after = SrtpGuard.of(guard, mine, SrtpKeys.random(suite, random));
        assertThat(after).isSameAs(guard);
        assertThatThrownBy(() -> sealed(after, 1)).as("the same index").isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shortOnesAreMalformed() {
        SrtpGuard guard = ends(SrtpSuite.AES_CM_128_HMAC_SHA1_80).ours;
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            if (length > 0) {
                bytes[0] = (byte) 0x9F;
            }
            assertThat(guard.unprotectRtp(Unpooled.wrappedBuffer(bytes))).isNotEqualTo(Verdict.GENUINE);
            assertThat(guard.unprotectRtcp(Unpooled.wrappedBuffer(bytes))).isNotEqualTo(Verdict.GENUINE);
        }
        assertThat(guard.unprotectRtp(Unpooled.buffer(4000).writeZero(3000))).isEqualTo(Verdict.MALFORMED);
        assertThat(guard.unprotectRtcp(Unpooled.buffer(4000).writeZero(3000))).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void keysDontShowThemselves() {
        SrtpKeys keys = SrtpKeys.random(SrtpSuite.AEAD_AES_128_GCM, random);
        assertThat(keys.toString()).doesNotContain(keys.inline()).isEqualTo("AEAD_AES_128_GCM with keys");
        assertThat(ByteBufUtil.hexDump(keys.key())).hasSize(32);
    }
}
