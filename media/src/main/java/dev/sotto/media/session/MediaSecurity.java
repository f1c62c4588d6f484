package dev.sotto.media.session;

import dev.sotto.media.dtls.Handshakes;
import dev.sotto.media.sdp.Fingerprint;
import dev.sotto.media.sdp.ProtectionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how sound is encrypted.
 *
 * @param handshakes of the process; null: no DTLS
 */
public record MediaSecurity(
        ProtectionPolicy policy, @Nullable Handshakes handshakes) {
    /** Plain sound only. */
    public static final MediaSecurity OFF = new MediaSecurity(ProtectionPolicy.OFF, null);

    @Nullable
    Fingerprint certificate() {
        return handshakes == null ? null : handshakes.fingerprint();
    }
}
