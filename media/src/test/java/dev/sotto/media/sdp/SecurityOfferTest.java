package dev.sotto.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.media.sdp.Protection.Dtls;
import dev.sotto.media.sdp.Protection.Sdes;
import dev.sotto.media.srtp.SrtpKeys;
import dev.sotto.media.srtp.SrtpSuite;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityOfferTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY_80 =
            SrtpKeys.random(SrtpSuite.AES_CM_128_HMAC_SHA1_80, RANDOM).inline();
    private static final String KEY_GCM =
            SrtpKeys.random(SrtpSuite.AEAD_AES_128_GCM, RANDOM).inline();
    private static final Fingerprint OURS = Fingerprint.of(new byte[] {1, 2, 3});
    private static final Fingerprint THEIRS = Fingerprint.of(new byte[] {4, 5, 6});
    private static final String DTLS =
            "a=fingerprint:sha-256 " + THEIRS.hex().toLowerCase() + "\r\na=setup:actpass\r\n";
    private static final String ICE = "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=rtcp-mux\r\n";

    private LocalSecurity security;

    private OfferAnswer exchange(ProtectionPolicy policy) {
        security = new LocalSecurity(policy, OURS, RANDOM);
        return new OfferAnswer(new LocalMedia("198.51.100.9", 20_000, 1), security);
    }

    private static String offer(String protocol, String attributes) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 " + protocol
                + " 0\r\n" + attributes;
    }

    private static String crypto(int tag, String suite, String key) {
        return "a=crypto:" + tag + " " + suite + " inline:" + key + "\r\n";
    }

    private static List<String> lines(String sdp, String name) {
        return sdp.lines().filter(line -> line.startsWith("a=" + name)).toList();
    }

    @Test
    void theFirstSuiteWeSpeakIsTakenInTheOfferersOrder() throws SdpException {
        String offered = crypto(1, "AES_256_CM_HMAC_SHA1_80", "x".repeat(62))
                + crypto(2, "AEAD_AES_128_GCM", KEY_GCM)
                + crypto(3, "AES_CM_128_HMAC_SHA1_80", KEY_80);
        String answer = exchange(ProtectionPolicy.OPTIONAL)
                .answer(offer("RTP/SAVP", offered))
                .sdp();
        assertThat(answer).contains("m=audio 20000 RTP/SAVP 0\r\n");
        assertThat(lines(answer, "crypto"))
                .singleElement()
                .asString()
                .startsWith("a=crypto:2 AEAD_AES_128_GCM inline:")
                .doesNotContain(KEY_GCM);
        assertThat(security.agreed().keys()).isInstanceOf(Sdes.class);
        assertThat(((Sdes) security.agreed().keys()).receiving().inline()).isEqualTo(KEY_GCM);
    }

    @Test
    void bestEffortOffersAreAnsweredEncryptedAndPlainOnesPlain() throws SdpException {
        String encrypted = exchange(ProtectionPolicy.OPTIONAL)
                .answer(offer("RTP/AVP", crypto(1, "AES_CM_128_HMAC_SHA1_80", KEY_80 + "|2^31")))
                .sdp();
        assertThat(encrypted).contains("RTP/AVP 0").contains("a=crypto:1 ");
        String plain =
                exchange(ProtectionPolicy.OPTIONAL).answer(offer("RTP/AVP", "")).sdp();
        assertThat(plain).doesNotContain("crypto");
        assertThat(security.agreed().isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:tooshort\r\n",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4\r\n",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP\r\n",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY;inline:KEY\r\n",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY\r\n",
                "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:KEY\r\n",
                "a=crypto:1\r\n",
                ""
            })
    void whatWeCantDoIsNotTakenForEncryption(String line) {
        OfferAnswer exchange = exchange(ProtectionPolicy.OPTIONAL);
        assertThatThrownBy(() -> exchange.answer(offer("RTP/SAVP", line.replace("KEY", KEY_80))))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.kind()).isEqualTo(SdpException.Kind.NOT_ACCEPTABLE))
                .hasMessageNotContaining(KEY_80);
    }

    @Test
    void whereEncryptionIsRequiredPlainOffersAreRefused() {
        OfferAnswer exchange = exchange(ProtectionPolicy.REQUIRED);
        assertThatThrownBy(() -> exchange.answer(offer("RTP/AVP", "")))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("only encrypted");
    }

    @Test
    void whereItIsOffEncryptedOffersAreRefusedAndBestEffortIsPlain() throws SdpException {
        OfferAnswer exchange = exchange(ProtectionPolicy.OFF);
        String line = crypto(1, "AES_CM_128_HMAC_SHA1_80", KEY_80);
        assertThatThrownBy(() -> exchange.answer(offer("RTP/SAVP", line))).isInstanceOf(SdpException.class);
        assertThat(exchange.answer(offer("RTP/AVP", line)).sdp()).doesNotContain("crypto");
    }

    @Test
    void aNewOfferWithinTheCallKeepsOurKey() throws SdpException {
        OfferAnswer exchange = exchange(ProtectionPolicy.OPTIONAL);
        String line = crypto(1, "AES_CM_128_HMAC_SHA1_80", KEY_80);
        String first = exchange.answer(offer("RTP/SAVP", line)).sdp();
        String again =
                exchange.answer(offer("RTP/SAVP", line + "a=sendonly\r\n")).sdp();
        assertThat(lines(again, "crypto")).isEqualTo(lines(first, "crypto"));
        exchange.answer(offer("RTP/AVP", ""));
        String afterwards = exchange.answer(offer("RTP/SAVP", line)).sdp();
        assertThat(lines(afterwards, "crypto")).isNotEqualTo(lines(first, "crypto"));
    }

    @Test
    void ourOfferNamesOurSuitesAndTakesTheAnswerersChoice() throws SdpException {
        OfferAnswer ours = exchange(ProtectionPolicy.REQUIRED);
        LocalSecurity offering = security;
        String offer = ours.offer();
        OfferAnswer theirs = exchange(ProtectionPolicy.OPTIONAL);
        ours.accept(theirs.answer(offer).sdp());
        assertThat(offer).contains("RTP/SAVP");
        Sdes here = (Sdes) offering.agreed().keys();
        Sdes there = (Sdes) security.agreed().keys();
        assertThat(here.sending()).isEqualTo(there.receiving());
        assertThat(here.receiving()).isEqualTo(there.sending());
        assertThat(here.sending().suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    }

    @Test
    void anAnswerWithoutEncryptionToAnOfferThatRequiresItIsRefused() {
        OfferAnswer ours = exchange(ProtectionPolicy.REQUIRED);
        ours.offer();
        assertThatThrownBy(() -> ours.accept(offer("RTP/SAVP", crypto(9, "AES_CM_128_HMAC_SHA1_80", KEY_80))))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void aBrowsersOfferIsAnsweredWithFingerprintChecksAndOneCandidate() throws SdpException {
        String offer = offer("UDP/TLS/RTP/SAVPF", DTLS + ICE + "a=mid:0\r\n")
                .replace("t=0 0\r\n", "t=0 0\r\na=group:BUNDLE 0\r\n")
                .replace("IN IP4 192.0.2.1\r\nt=", "IN IP4 0.0.0.0\r\nt=");
        OfferAnswer.Answer answer = exchange(ProtectionPolicy.OPTIONAL).answer(offer);
        assertThat(answer.sdp())
                .contains("t=0 0\r\na=group:BUNDLE 0\r\na=ice-lite\r\n")
                .contains("m=audio 20000 UDP/TLS/RTP/SAVPF 0\r\n")
                .contains("a=mid:0\r\n", "a=setup:passive\r\n", "a=rtcp-mux\r\n")
                .contains("a=fingerprint:sha-256 " + OURS.hex() + "\r\n")
                .contains("a=candidate:1 1 udp 2130706431 198.51.100.9 20000 typ host\r\n");
        assertThat(answer.negotiated().held()).as("no address yet is no hold").isFalse();
        assertThat(security.agreed().keys()).isEqualTo(new Dtls(THEIRS, false));
        assertThat(security.agreed().ice().remoteFragment()).isEqualTo("abcd");
        assertThat(security.agreed().toString())
                .doesNotContain(security.agreed().ice().localPassword());
    }

    @Test
    void whoOnlyWaitsIsCalledByUs() throws SdpException {
        String offer = offer("UDP/TLS/RTP/SAVP", DTLS.replace("actpass", "passive"));
        assertThat(exchange(ProtectionPolicy.OPTIONAL).answer(offer).sdp())
                .contains("a=setup:active")
                .doesNotContain("ice-");
        assertThat(security.agreed().keys()).isEqualTo(new Dtls(THEIRS, true));
    }

    @Test
    void aRestartOfChecksGetsNewNamesAndTheSameCertificate() throws SdpException {
        OfferAnswer exchange = exchange(ProtectionPolicy.OPTIONAL);
        String first = exchange.answer(offer("UDP/TLS/RTP/SAVPF", DTLS + ICE)).sdp();
        String same = exchange.answer(offer("UDP/TLS/RTP/SAVPF", DTLS + ICE)).sdp();
        String restarted = exchange.answer(offer("UDP/TLS/RTP/SAVPF", DTLS + ICE.replace("abcd\r", "wxyz\r")))
                .sdp();
        assertThat(lines(same, "ice-")).isEqualTo(lines(first, "ice-"));
        assertThat(lines(restarted, "ice-pwd")).isNotEqualTo(lines(first, "ice-pwd"));
    }

    @Test
    void anotherCertificateWithinTheCallIsRefused() throws SdpException {
        OfferAnswer exchange = exchange(ProtectionPolicy.OPTIONAL);
        exchange.answer(offer("UDP/TLS/RTP/SAVPF", DTLS + ICE));
        String other = "a=fingerprint:sha-256 " + OURS.hex() + "\r\na=setup:actpass\r\n" + ICE;
        assertThatThrownBy(() -> exchange.answer(offer("UDP/TLS/RTP/SAVPF", other)))
                .hasMessageContaining("another certificate");
    }

    @Test
    void sessionLevelAttributesCountAndSha1DoesNot() throws SdpException {
        String atSession = offer("UDP/TLS/RTP/SAVP", "").replace("t=0 0\r\n", "t=0 0\r\n" + DTLS);
        exchange(ProtectionPolicy.OPTIONAL).answer(atSession);
        assertThat(security.agreed().keys()).isInstanceOf(Dtls.class);
        String weak = "a=fingerprint:sha-1 " + "AB:".repeat(19) + "AB\r\na=setup:actpass\r\n";
        OfferAnswer exchange = exchange(ProtectionPolicy.OPTIONAL);
        assertThatThrownBy(() -> exchange.answer(offer("UDP/TLS/RTP/SAVP", weak)))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void twoLiteSidesDontCheck() throws SdpException {
        String lite = offer("UDP/TLS/RTP/SAVPF", DTLS + ICE).replace("t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n");
        assertThat(exchange(ProtectionPolicy.OPTIONAL).answer(lite).sdp()).doesNotContain("ice");
    }
}
