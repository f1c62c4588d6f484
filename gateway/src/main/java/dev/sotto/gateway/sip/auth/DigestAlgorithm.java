package dev.sotto.gateway.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The algorithms of RFC 7616, 6.1 and RFC 8760, the strongest last. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String token;
    private final String digest;
    private final boolean session;

    DigestAlgorithm(String token, String digest, boolean session) {
        this.token = token;
        this.digest = digest;
        this.session = session;
    }

    /** By its name on the wire, in any case; none where it isn't known here. */
    static Optional<DigestAlgorithm> of(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    public String token() {
        return token;
    }

    /** Whether the first hash takes the two nonces in ({@code -sess}). */
    boolean isSession() {
        return session;
    }

    /** H() in lower case hexadecimal. */
    String hash(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + digest, e);
        }
    }

    String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }
}
