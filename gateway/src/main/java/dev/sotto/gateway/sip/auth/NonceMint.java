package dev.sotto.gateway.sip.auth;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that say by themselves when we made them and for which address: time and chance under our signature, and no table.
 * One loop.
 */
final class NonceMint {
    static final long NOT_OURS = Long.MIN_VALUE;
    private static final String SIGNATURE = "HmacSHA256";
    private static final int SIGNED = 16;
    private static final int SEAL = 16;
    private static final int LENGTH = (SIGNED + SEAL) * 4 / 3 + 1;

    private final RandomGenerator random;
    private final Mac mac;

    NonceMint(RandomGenerator random) {
        this.random = random;
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            mac = Mac.getInstance(SIGNATURE);
            mac.init(new SecretKeySpec(key, SIGNATURE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + SIGNATURE, e);
        }
    }

    String mint(InetAddress peer, long nowMillis) {
        byte[] signed = ByteBuffer.allocate(SIGNED)
                .putLong(nowMillis)
                .putLong(random.nextLong())
                .array();
        byte[] whole = Arrays.copyOf(signed, SIGNED + SEAL);
        System.arraycopy(seal(signed, peer), 0, whole, SIGNED, SEAL);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** When we made it for that peer; {@link #NOT_OURS} for any other nonce. */
    long madeAt(String nonce, InetAddress peer) {
        if (nonce.length() != LENGTH) {
            return NOT_OURS;
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(nonce.getBytes(StandardCharsets.ISO_8859_1));
            byte[] signed = Arrays.copyOf(whole, SIGNED);
            boolean ours = MessageDigest.isEqual(seal(signed, peer), Arrays.copyOfRange(whole, SIGNED, SIGNED + SEAL));
            return ours ? ByteBuffer.wrap(signed).getLong() : NOT_OURS;
        } catch (IllegalArgumentException e) {
            return NOT_OURS;
        }
    }

    private byte[] seal(byte[] signed, InetAddress peer) {
        mac.update(signed);
        return Arrays.copyOf(mac.doFinal(peer.getAddress()), SEAL);
    }
}
