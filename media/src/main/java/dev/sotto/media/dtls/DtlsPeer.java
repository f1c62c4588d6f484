package dev.sotto.media.dtls;

import dev.sotto.media.sdp.Fingerprint;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/** What both roles have in common. */
interface DtlsPeer {
    int RESEND_MILLIS = 400;

    /** The keys; null before the handshake has come to its good end. */
    @Nullable
    MadeKeys keys();

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** With forward secrecy and authenticated encryption; the RSA ones for peers whose certificate is of that kind. */
    static int[] ciphers() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
        };
    }

    /** Those of them for a certificate like ours. */
    static int[] ecdsaCiphers() {
        return Arrays.copyOf(ciphers(), 3);
    }

    /** The certificate's owner is proven by the handshake itself; here, that it is the one of the description. */
    static void check(@Nullable Certificate shown, Fingerprint promised) throws IOException {
        if (shown == null || shown.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.certificate_required, "peer shows no certificate");
        }
        if (!promised.matches(shown.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "certificate is not the description's");
        }
    }
}
