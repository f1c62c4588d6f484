package dev.sotto.media.srtp;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in Galois/counter mode (RFC 7714). The JDK wants every packet's initialisation vector in an object of its own, so this
 * suite costs some allocation per packet.
 */
final class GaloisMode implements SrtpCipher {
    private static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;

    private final Cipher cipher;
    private final Keys rtp;
    private final Keys rtcp;
    private final byte[] iv = new byte[IV_BYTES];

    private record Keys(Key key, byte[] salt) {}

    GaloisMode(SrtpKeys keys) {
        KeyDerivation from = new KeyDerivation(keys.key(), keys.salt());
        rtp = keys(from, KeyDerivation.RTP_KEY, KeyDerivation.RTP_SALT);
        rtcp = keys(from, KeyDerivation.RTCP_KEY, KeyDerivation.RTCP_SALT);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES in Galois mode", e);
        }
    }

    private static Keys keys(KeyDerivation from, int key, int salt) {
        return new Keys(new SecretKeySpec(from.derive(key, SrtpSuite.KEY_BYTES), "AES"), from.derive(salt, IV_BYTES));
    }

    @Override
    public int sealRtp(byte[] packet, int header, int length, long index) {
        vector(rtp, Bytes.intAt(packet, 8), index);
        return header + crypt(Cipher.ENCRYPT_MODE, rtp, packet, header, length, -1);
    }

    @Override
    public int openRtp(byte[] packet, int header, int length, long index) {
        if (length - TAG_BYTES < header) {
            return FORGED;
        }
        vector(rtp, Bytes.intAt(packet, 8), index);
        int plain = crypt(Cipher.DECRYPT_MODE, rtp, packet, header, length, -1);
        return plain < 0 ? FORGED : header + plain;
    }

    @Override
    public int sealRtcp(byte[] packet, int length, int index) {
        vector(rtcp, Bytes.intAt(packet, 4), index);
        int word = index | ENCRYPTED;
        Bytes.putInt(packet, length + TAG_BYTES, word);
        int sealed = crypt(Cipher.ENCRYPT_MODE, rtcp, packet, RTCP_CLEAR_BYTES, length, length + TAG_BYTES);
        return RTCP_CLEAR_BYTES + sealed + 4;
    }

    /** Reports that are only authenticated (section 9.2) are not taken: nobody sends them. */
    @Override
    public int openRtcp(byte[] packet, int length) {
        int wordAt = rtcpIndexAt(length);
        int word = Bytes.intAt(packet, wordAt);
        if (wordAt - TAG_BYTES < RTCP_CLEAR_BYTES || (word & ENCRYPTED) == 0) {
            return FORGED;
        }
        vector(rtcp, Bytes.intAt(packet, 4), word & ~ENCRYPTED);
        int plain = crypt(Cipher.DECRYPT_MODE, rtcp, packet, RTCP_CLEAR_BYTES, wordAt, wordAt);
        return plain < 0 ? FORGED : RTCP_CLEAR_BYTES + plain;
    }

    @Override
    public int rtcpIndexAt(int length) {
        return length - 4;
    }

    /** Two zero bytes, the source, the index in 6 bytes; all of it XOR the salt (sections 8.1 and 9.1). */
    private void vector(Keys keys, int ssrc, long index) {
        System.arraycopy(keys.salt(), 0, iv, 0, IV_BYTES);
        for (int i = 0; i < 4; i++) {
            iv[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[6 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
    }

    /** Returns the length of what came out, in place, or {@link #FORGED}. {@code wordAt}: of what is authenticated besides the header. */
    private int crypt(int mode, Keys keys, byte[] packet, int from, int to, int wordAt) {
        try {
            cipher.init(mode, keys.key(), new GCMParameterSpec(8 * TAG_BYTES, iv));
            cipher.updateAAD(packet, 0, from);
            if (wordAt >= 0) {
                cipher.updateAAD(packet, wordAt, 4);
            }
            return cipher.doFinal(packet, from, to - from, packet, from);
        } catch (AEADBadTagException e) {
            return FORGED;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in Galois mode failed", e);
        }
    }
}
