package dev.sotto.media.dtls;

import dev.sotto.media.sdp.Fingerprint;
import dev.sotto.media.srtp.SrtpSuite;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

/** Our side of a handshake that the peer begins. One worker at a time. */
final class PassivePeer extends DefaultTlsServer implements DtlsPeer {
    private final Identity identity;
    private final Fingerprint promised;
    private final int timeoutMillis;
    private SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private @Nullable MadeKeys keys;

    PassivePeer(Identity identity, Fingerprint promised, int timeoutMillis) {
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
        return TlsUtils.getSupportedCipherSuites(getCrypto(), DtlsPeer.ecdsaCiphers());
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
    public TlsCredentials getCredentials() throws IOException {
        return getECDSASignerCredentials();
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
        DtlsPeer.check(shown, promised);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        suite = SrtpProfiles.choose(extensions);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        SrtpProfiles.answer(extensions, suite);
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpProfiles.export(context, suite, false);
    }
}
