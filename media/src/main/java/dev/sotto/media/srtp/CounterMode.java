package dev.sotto.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode and HMAC-SHA1 (RFC 3711 section 4.1.1 and 4.2.1).
 *
 * <p>The key stream is made by encrypting a row of counters in ECB mode: the JDK's own counter mode wants a new initialisation,
 * with objects, for every packet.
 */
final class CounterMode implements SrtpCipher {
    private static final int BLOCK_BYTES = 16;
    private static final int MAX_BYTES = 2048;
    private static final int SALT_BYTES = 14;
    private static final int AUTH_KEY_BYTES = 20;
    private static final int RTCP_TAG_BYTES = 10;

    private final int tagBytes;
    private final Keys rtp;
    private final Keys rtcp;
    private final byte[] counters = new byte[MAX_BYTES];
    private final byte[] stream = new byte[MAX_BYTES];
    private final byte[] digest = new byte[20];

    private record Keys(Cipher cipher, byte[] salt, Mac mac) {
        static Keys of(byte[] key, byte[] salt, byte[] auth) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return new Keys(cipher, salt, mac(auth));
        }

        private static Mac mac(byte[] auth) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(auth, "HmacSHA1"));
            return mac;
        }
    }

    CounterMode(SrtpKeys keys) {
        tagBytes = keys.suite().tagBytes();
        KeyDerivation from = new KeyDerivation(keys.key(), keys.salt());
        try {
            rtp = Keys.of(
                    from.derive(KeyDerivation.RTP_KEY, SrtpSuite.KEY_BYTES),
                    from.derive(KeyDerivation.RTP_SALT, SALT_BYTES),
                    from.derive(KeyDerivation.RTP_AUTH, AUTH_KEY_BYTES));
            rtcp = Keys.of(
                    from.derive(KeyDerivation.RTCP_KEY, SrtpSuite.KEY_BYTES),
                    from.derive(KeyDerivation.RTCP_SALT, SALT_BYTES),
                    from.derive(KeyDerivation.RTCP_AUTH, AUTH_KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES or no HMAC-SHA1", e);
        }
    }

    @Override
    public int sealRtp(byte[] packet, int header, int length, long index) {
        crypt(rtp, packet, header, length, Bytes.intAt(packet, 8), index);
        authenticateRtp(packet, length, index);
        System.arraycopy(digest, 0, packet, length, tagBytes);
        return length + tagBytes;
    }

    @Override
    public int openRtp(byte[] packet, int header, int length, long index) {
        int plain = length - tagBytes;
        if (plain < header) {
            return FORGED;
        }
        authenticateRtp(packet, plain, index);
        if (!isTag(packet, plain, tagBytes)) {
            return FORGED;
        }
        crypt(rtp, packet, header, plain, Bytes.intAt(packet, 8), index);
        return plain;
    }

    /** The rollover counter is authenticated too, though it doesn't travel. */
    private void authenticateRtp(byte[] packet, int length, long index) {
        Mac mac = rtp.mac();
        mac.update(packet, 0, length);
        int rollovers = (int) (index >>> 16);
        for (int shift = 24; shift >= 0; shift -= 8) {
            mac.update((byte) (rollovers >>> shift));
        }
        finish(mac);
    }

    @Override
    public int sealRtcp(byte[] packet, int length, int index) {
        crypt(rtcp, packet, RTCP_CLEAR_BYTES, length, Bytes.intAt(packet, 4), index);
        Bytes.putInt(packet, length, index | ENCRYPTED);
        rtcp.mac().update(packet, 0, length + 4);
        finish(rtcp.mac());
        System.arraycopy(digest, 0, packet, length + 4, RTCP_TAG_BYTES);
        return length + 4 + RTCP_TAG_BYTES;
    }

    @Override
    public int openRtcp(byte[] packet, int length) {
        int plain = rtcpIndexAt(length);
        rtcp.mac().update(packet, 0, plain + 4);
        finish(rtcp.mac());
        if (!isTag(packet, plain + 4, RTCP_TAG_BYTES)) {
            return FORGED;
        }
        int index = Bytes.intAt(packet, plain);
        if ((index & ENCRYPTED) != 0) {
            crypt(rtcp, packet, RTCP_CLEAR_BYTES, plain, Bytes.intAt(packet, 4), index & ~ENCRYPTED);
        }
        return plain;
    }

    @Override
    public int rtcpIndexAt(int length) {
        return length - RTCP_TAG_BYTES - 4;
    }

    /** Encrypting and decrypting are the same. */
    private void crypt(Keys keys, byte[] packet, int from, int to, int ssrc, long index) {
        int blocks = (to - from + BLOCK_BYTES - 1) / BLOCK_BYTES;
        for (int block = 0; block < blocks; block++) {
            counter(keys.salt(), ssrc, index, block);
        }
        try {
            keys.cipher().update(counters, 0, blocks * BLOCK_BYTES, stream, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("key stream of " + blocks + " blocks", e);
        }
        for (int i = from; i < to; i++) {
            packet[i] ^= stream[i - from];
        }
    }

    /** {@code (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16)}, plus the block's number. */
    private void counter(byte[] salt, int ssrc, long index, int block) {
        int at = block * BLOCK_BYTES;
        System.arraycopy(salt, 0, counters, at, SALT_BYTES);
        for (int i = 0; i < 4; i++) {
            counters[at + 4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            counters[at + 8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        counters[at + 14] = (byte) (block >>> 8);
        counters[at + 15] = (byte) block;
    }

    private void finish(Mac mac) {
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("SHA-1 over 20 bytes", e);
        }
    }

    /** Takes the same time wherever the first difference is. */
    private boolean isTag(byte[] packet, int at, int bytes) {
        int different = 0;
        for (int i = 0; i < bytes; i++) {
            different |= digest[i] ^ packet[at + i];
        }
        return different == 0;
    }
}
