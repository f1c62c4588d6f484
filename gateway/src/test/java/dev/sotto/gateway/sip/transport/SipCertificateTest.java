package dev.sotto.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 5922, 7.1 and 7.2. */
class SipCertificateTest {
    @TempDir
    Path folder;

    @Test
    void sipUriNamesTheDomainAndHidesDnsNames() throws Exception {
        var certificate = TestCertificates.make(folder, "cn.test", "uri:sip:pbx.test,dns:other.test")
                .x509();
        assertThat(SipCertificate.identifies(certificate, "PBX.test")).isTrue();
        assertThat(SipCertificate.identifies(certificate, "other.test")).isFalse();
        assertThat(SipCertificate.identifies(certificate, "cn.test")).isFalse();
    }

    @Test
    void urisWithAUserOrAnotherSchemeNameNobody() throws Exception {
        var certificate = TestCertificates.make(
                        folder, "cn.test", "uri:sip:ann@pbx.test,uri:sips:safe.test,dns:plain.test")
                .x509();
        assertThat(SipCertificate.identifies(certificate, "pbx.test")).isFalse();
        assertThat(SipCertificate.identifies(certificate, "safe.test")).isFalse();
        assertThat(SipCertificate.identifies(certificate, "plain.test")).isTrue();
    }

    @Test
    void wildcardsDoNotMatch() throws Exception {
        var certificate = TestCertificates.make(folder, "*.pbx.test", "dns:pbx.test,ip:127.0.0.1")
                .x509();
        assertThat(SipCertificate.identifies(certificate, "a.pbx.test")).isFalse();
        assertThat(SipCertificate.identifies(certificate, "127.0.0.1")).isTrue();
        assertThat(SipCertificate.identifies(certificate, "127.0.0.2")).isFalse();
        assertThat(SipCertificate.identifies(certificate, "[::1]")).isFalse();
    }

    @Test
    void commonNameCountsOnlyWithoutOtherNames() throws Exception {
        var certificate = TestCertificates.make(folder, "pbx.test", "").x509();
        assertThat(SipCertificate.identifies(certificate, "pbx.test")).isTrue();
        assertThat(SipCertificate.identifies(certificate, "127.0.0.1")).isFalse();
    }
}
