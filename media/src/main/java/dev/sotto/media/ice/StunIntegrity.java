package dev.sotto.media.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA1 over a STUN message, with a short-term password as the key (RFC 8489 section 14.5). Call context only. */
final class StunIntegrity {
    private final Mac mac;

    StunIntegrity(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }

    /** Over the first {@code length} bytes; the header's length counts as if the message ended behind the integrity. */
    byte[] of(byte[] message, int length) {
        int counted = length + 4 + StunRequest.INTEGRITY_BYTES - StunRequest.HEADER_BYTES;
        mac.update(message, 0, 2);
        mac.update((byte) (counted >>> 8));
        mac.update((byte) counted);
        mac.update(message, 4, length - 4);
        return mac.doFinal();
    }

    boolean matches(byte[] message, int integrityAt) {
        int from = integrityAt + 4;
        byte[] given = Arrays.copyOfRange(message, from, from + StunRequest.INTEGRITY_BYTES);
        return MessageDigest.isEqual(given, of(message, integrityAt));
    }
}
