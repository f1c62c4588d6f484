package dev.sotto.media.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a media line says about encryption and connectivity checks.
 *
 * @param crypto the lines that we could use, in the other side's order
 * @param setup who begins the handshake; empty when nothing is said
 * @param iceFragment null: the other side does no checks
 * @param bundle media lines may share a transport
 * @param mid the line's name
 */
public record RemoteSecurity(
        List<CryptoLine> crypto,
        @Nullable Fingerprint fingerprint,
        String setup,
        @Nullable String iceFragment,
        boolean bundle,
        @Nullable String mid) {
    /** Says nothing. */
    public static final RemoteSecurity NONE = new RemoteSecurity(List.of(), null, "", null, false, null);

    public RemoteSecurity {
        crypto = List.copyOf(crypto);
    }
}
