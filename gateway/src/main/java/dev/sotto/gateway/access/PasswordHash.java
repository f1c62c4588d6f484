package dev.sotto.gateway.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted PBKDF2 key in place of a password. Takes about 20 ms to derive: never on an event loop. */
public final class PasswordHash {
    private static final int ITERATIONS = 60_000;
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;

    private final byte[] salt;
    private final byte[] key;

    private PasswordHash(byte[] salt, byte[] key) {
        this.salt = salt;
        this.key = key;
    }

    public static PasswordHash of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(salt, derive(password, salt));
    }

    /** In constant time. */
    public boolean matches(String password) {
        return MessageDigest.isEqual(key, derive(password, salt));
    }

    private static byte[] derive(String password, byte[] salt) {
        try {
            var spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2WithHmacSHA256", e);
        }
    }
}
