package dev.sotto.media.dtls;

import dev.sotto.media.sdp.Fingerprint;
import dev.sotto.media.srtp.SrtpSuite;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

/** Our side of a handshake that we begin, as the peer wants it so. One worker at a time. */
final class ActivePeer extends DefaultTlsClient implements DtlsPeer {
    private final Identity identity;
    private final Fingerprint promised;
    private final int timeoutMillis;
    private SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private @Nullable MadeKeys keys;

    ActivePeer(Identity identity, Fingerprint promised, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.promised = promised;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public @Nullable MadeKeys keys() {
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return DtlsPeer.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), DtlsPeer.ciphers());
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        SrtpProfiles.offer(extensions);
        return extensions;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        suite = SrtpProfiles.choose(extensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
                DtlsPeer.check(shown.getCertificate(), promised);
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return identity.signer(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpProfiles.export(context, suite, true);
    }
}
