package dev.sotto.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.srtp.PacketGuard.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 3711 appendix B, and the whole packets that libsrtp checks itself with. */
class SrtpVectorsTest {
    private static final String KEY = "e1f97a0d3e018be0d64fa32c06de4139";
    private static final String SALT = "0ec675ad498afeebb6960b3aabe6";
    private static final String RTP = "800f1234decafbadcafebabe" + "ab".repeat(16);
    private static final String RTCP = "81c8000bcafebabe" + "ab".repeat(16);
    private static final String GCM_KEY = "000102030405060708090a0b0c0d0e0fa0a1a2a3a4a5a6a7a8a9aaab";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static ByteBuf packet(String hex) {
        return Unpooled.buffer(2048).writeBytes(bytes(hex));
    }

    private static SrtpGuard guard(SrtpSuite suite, String keyAndSalt) {
        SrtpKeys keys = SrtpKeys.of(suite, bytes(keyAndSalt));
        return new SrtpGuard(keys, keys);
    }

    /** Appendix B.3. */
    @Test
    void sessionKeysAreDerivedAsTheStandardShows() {
        KeyDerivation from = new KeyDerivation(bytes(KEY), bytes(SALT));
        assertThat(from.derive(KeyDerivation.RTP_KEY, 16)).isEqualTo(bytes("c61e7a93744f39ee10734afe3ff7a087"));
        assertThat(from.derive(KeyDerivation.RTP_SALT, 14)).isEqualTo(bytes("30cbbc08863d8c85d49db34a9ae1"));
        assertThat(from.derive(KeyDerivation.RTP_AUTH, 94))
                .startsWith(bytes("cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbce"));
    }

    /** Appendix B.2, by the JDK: the counter mode that the derivation and, block by block, the packets build on. */
    @Test
    void counterModeMakesTheStandardsKeyStream() throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(bytes("2b7e151628aed2a6abf7158809cf4f3c"), "AES"),
                new IvParameterSpec(bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000")));
        assertThat(cipher.doFinal(new byte[48]))
                .isEqualTo(bytes("e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab"
                        + "41e95b3bb0a2e8dd477901e4fca894c0"));
    }

    @Test
    void aPacketLooksAsOthersMakeIt() {
        SrtpGuard guard = guard(SrtpSuite.AES_CM_128_HMAC_SHA1_80, KEY + SALT);
        ByteBuf packet = packet(RTP);
        guard.protectRtp(packet);
        assertThat(ByteBufUtil.hexDump(packet))
                .isEqualTo("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
        assertThat(guard.unprotectRtp(packet)).isEqualTo(Verdict.GENUINE);
        assertThat(ByteBufUtil.hexDump(packet)).isEqualTo(RTP);
    }

    @Test
    void aReportLooksAsOthersMakeIt() {
        SrtpGuard guard = guard(SrtpSuite.AES_CM_128_HMAC_SHA1_80, KEY + SALT);
        ByteBuf report = packet(RTCP);
        guard.protectRtcp(report);
        assertThat(ByteBufUtil.hexDump(report))
                .isEqualTo("81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
        assertThat(guard.unprotectRtcp(report)).isEqualTo(Verdict.GENUINE);
        assertThat(ByteBufUtil.hexDump(report)).isEqualTo(RTCP);
    }

    @Test
    void theShortTagIsTheLongOnesBeginning() {
        ByteBuf packet = packet(RTP);
        guard(SrtpSuite.AES_CM_128_HMAC_SHA1_32, KEY + SALT).protectRtp(packet);
        assertThat(ByteBufUtil.hexDump(packet))
                .isEqualTo("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc");
    }

    @Test
    void galoisModeLooksAsOthersMakeIt() {
        SrtpGuard guard = guard(SrtpSuite.AEAD_AES_128_GCM, GCM_KEY);
        ByteBuf packet = packet(RTP);
        guard.protectRtp(packet);
        assertThat(ByteBufUtil.hexDump(packet))
                .isEqualTo("800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392");
        assertThat(guard.unprotectRtp(packet)).isEqualTo(Verdict.GENUINE);
        assertThat(ByteBufUtil.hexDump(packet)).isEqualTo(RTP);
    }

    @Test
    void galoisModesReportsComeBackAndLookAsOthersMakeThem() {
        SrtpGuard guard = guard(SrtpSuite.AEAD_AES_128_GCM, GCM_KEY);
        ByteBuf report = packet(RTCP);
        guard.protectRtcp(report);
        assertThat(ByteBufUtil.hexDump(report))
                .isEqualTo("81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001");
        assertThat(guard.unprotectRtcp(report)).isEqualTo(Verdict.GENUINE);
        assertThat(ByteBufUtil.hexDump(report)).isEqualTo(RTCP);
    }
}
