package dev.sotto.media.sdp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=fingerprint} (RFC 8122): which certificate the other side will show.
 *
 * @param hash name as on the line, in lower case; SHA-1 and older ones are not taken
 * @param hex two digits a byte in upper case, with colons
 */
public record Fingerprint(String hash, String hex) {
    private static final Set<String> HASHES = Set.of("sha-256", "sha-384", "sha-512");
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /** Of a certificate in DER, with SHA-256. */
    public static Fingerprint of(byte[] certificate) {
        return new Fingerprint("sha-256", COLONS.formatHex(digest("sha-256", certificate)));
    }

    static Optional<Fingerprint> parse(String value) {
        String[] parts = value.trim().split(" +", 3);
        if (parts.length != 2) {
            return Optional.empty();
        }
        String hash = parts[0].toLowerCase(Locale.ROOT);
        String hex = parts[1].toUpperCase(Locale.ROOT);
        boolean usable = HASHES.contains(hash) && hex.matches("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}");
        return usable ? Optional.of(new Fingerprint(hash, hex)) : Optional.empty();
    }

    /** Whether that certificate (DER) is the promised one. */
    public boolean matches(byte @Nullable [] certificate) {
        return certificate != null && MessageDigest.isEqual(digest(hash, certificate), COLONS.parseHex(hex));
    }

    private static byte[] digest(String hash, byte[] certificate) {
        try {
            return MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(certificate);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + hash, e);
        }
    }

    String attribute() {
        return "fingerprint:" + hash + " " + hex;
    }
}
