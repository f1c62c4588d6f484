package dev.sotto.media.srtp;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** A suite with the master key and salt of one direction. Immutable; never written out but by {@link #inline}. */
public final class SrtpKeys {
    private final SrtpSuite suite;
    private final byte[] keyAndSalt;

    private SrtpKeys(SrtpSuite suite, byte[] keyAndSalt) {
        this.suite = suite;
        this.keyAndSalt = keyAndSalt;
    }

    /** {@code keyAndSalt}: one behind the other, exactly as long as the suite wants. */
    public static SrtpKeys of(SrtpSuite suite, byte[] keyAndSalt) {
        if (keyAndSalt.length != bytes(suite)) {
            throw new IllegalArgumentException(suite + " has " + bytes(suite) + " bytes, not " + keyAndSalt.length);
        }
        return new SrtpKeys(suite, keyAndSalt.clone());
    }

    /** New ones. {@code random} must be a secure one. */
    public static SrtpKeys random(SrtpSuite suite, RandomGenerator random) {
        byte[] bytes = new byte[bytes(suite)];
        random.nextBytes(bytes);
        return new SrtpKeys(suite, bytes);
    }

    /** Bytes of key and salt together. */
    public static int bytes(SrtpSuite suite) {
        return SrtpSuite.KEY_BYTES + suite.saltBytes();
    }

    public SrtpSuite suite() {
        return suite;
    }

    byte[] key() {
        return Arrays.copyOf(keyAndSalt, SrtpSuite.KEY_BYTES);
    }

    byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, SrtpSuite.KEY_BYTES, keyAndSalt.length);
    }

    /** Key and salt in Base64, as behind {@code inline:} on a crypto line (RFC 4568 section 6.1). */
    public String inline() {
        return Base64.getEncoder().encodeToString(keyAndSalt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKeys keys
                && keys.suite == suite
                && MessageDigest.isEqual(keys.keyAndSalt, keyAndSalt);
    }

    @Override
    public int hashCode() {
        return suite.hashCode();
    }

    @Override
    public String toString() {
        return suite + " with keys";
    }
}
