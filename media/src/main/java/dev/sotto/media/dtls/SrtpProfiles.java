package dev.sotto.media.dtls;

import dev.sotto.media.srtp.SrtpKeys;
import dev.sotto.media.srtp.SrtpSuite;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The {@code use_srtp} extension and the keys that follow from it (RFC 5764 section 4). */
final class SrtpProfiles {
    /** In our order: the first costs least here and everybody speaks it. */
    private static final List<SrtpSuite> OURS =
            List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80, SrtpSuite.AEAD_AES_128_GCM, SrtpSuite.AES_CM_128_HMAC_SHA1_32);

    private SrtpProfiles() {}

    static void offer(Hashtable<Integer, byte[]> extensions) throws IOException {
        int[] profiles = OURS.stream().mapToInt(SrtpSuite::profile).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
    }

    static void answer(Hashtable<Integer, byte[]> extensions, SrtpSuite suite) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(new int[] {suite.profile()}, TlsUtils.EMPTY_BYTES));
    }

    /** The best of what the other side named; an alert when there is nothing, as then there are no keys. */
    static SrtpSuite choose(@Nullable Hashtable<Integer, byte[]> extensions) throws IOException {
        UseSRTPData named = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (named != null) {
            for (SrtpSuite ours : OURS) {
                for (int profile : named.getProtectionProfiles()) {
                    if (SrtpSuite.ofProfile(profile).equals(Optional.of(ours))) {
                        return ours;
                    }
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
    }

    /** The client's key, the server's, the client's salt, the server's (section 4.2). */
    static MadeKeys export(TlsContext context, SrtpSuite suite, boolean client) {
        int salt = suite.saltBytes();
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (SrtpSuite.KEY_BYTES + salt));
        SrtpKeys ofClient = keys(suite, material, 0, 2 * SrtpSuite.KEY_BYTES);
        SrtpKeys ofServer = keys(suite, material, SrtpSuite.KEY_BYTES, 2 * SrtpSuite.KEY_BYTES + salt);
        return client ? new MadeKeys(ofClient, ofServer) : new MadeKeys(ofServer, ofClient);
    }

    private static SrtpKeys keys(SrtpSuite suite, byte[] material, int keyAt, int saltAt) {
        byte[] both = new byte[SrtpKeys.bytes(suite)];
        System.arraycopy(material, keyAt, both, 0, SrtpSuite.KEY_BYTES);
        System.arraycopy(material, saltAt, both, SrtpSuite.KEY_BYTES, suite.saltBytes());
        return SrtpKeys.of(suite, both);
    }
}
