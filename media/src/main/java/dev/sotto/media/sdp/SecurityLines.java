package dev.sotto.media.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the attributes about encryption and connectivity checks; a media line begins with those of the session. */
final class SecurityLines {
    private static final int MAX_CRYPTO = 16;

    private final List<CryptoLine> crypto = new ArrayList<>();
    private @Nullable Fingerprint fingerprint;
    private String setup = "";
    private @Nullable String iceFragment;
    private boolean icePassword;
    private boolean iceLite;
    private boolean bundle;
    private @Nullable String mid;

    SecurityLines() {}

    SecurityLines(SecurityLines session) {
        fingerprint = session.fingerprint;
        setup = session.setup;
        iceFragment = session.iceFragment;
        icePassword = session.icePassword;
        iceLite = session.iceLite;
        bundle = session.bundle;
    }

    void attribute(String name, String value) {
        switch (name) {
            case "crypto" -> {
                if (crypto.size() < MAX_CRYPTO) {
                    CryptoLine.parse(value).ifPresent(crypto::add);
                }
            }
            // several may be given for one certificate: the first that we can check
            case "fingerprint" ->
                fingerprint = fingerprint != null
                        ? fingerprint
                        : Fingerprint.parse(value).orElse(null);
            case "setup" -> setup = value;
            case "ice-ufrag" -> iceFragment = value.matches("[A-Za-z0-9+/]{4,256}") ? value : null;
            case "ice-pwd" -> icePassword = value.matches("[A-Za-z0-9+/]{22,256}");
            case "ice-lite" -> iceLite = true;
            case "group" -> bundle |= value.startsWith("BUNDLE");
            case "mid" -> mid = value.matches("[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,32}") ? value : null;
            default -> {
                // not about security
            }
        }
    }

    /** Two lite sides would never check anything (RFC 8445 section 6.1.1 has the controlling one do it): then there are no checks. */
    RemoteSecurity build() {
        return new RemoteSecurity(
                crypto, fingerprint, setup, icePassword && !iceLite ? iceFragment : null, bundle, mid);
    }
}
