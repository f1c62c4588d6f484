package dev.sotto.media.ice;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A flyweight over one binding request (RFC 8489 sections 5, 14 and 15). {@link #read} checks every length; the accessors are
 * valid after it returned true, until the next {@code read}. Call context only.
 */
final class StunRequest {
    static final int BINDING_REQUEST = 0x0001;
    static final int MAGIC = 0x2112A442;
    static final int HEADER_BYTES = 20;
    static final int MAX_BYTES = 1280;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int INTEGRITY_BYTES = 20;

    private static final int FINGERPRINT_XOR = 0x5354554E;
    private static final int OPTIONAL = 0x8000;

    private final byte[] bytes = new byte[MAX_BYTES];
    private final CRC32 crc = new CRC32();
    private int length;
    private String username = "";
    private boolean useCandidate;
    private int integrityAt;
    private int unknown;

    /** False for anything that isn't a well-formed binding request with a right fingerprint: not worth an answer. */
    boolean read(ByteBuf packet) {
        length = packet.readableBytes();
        if (length < HEADER_BYTES || length > MAX_BYTES || (length & 3) != 0) {
            return false;
        }
        packet.getBytes(packet.readerIndex(), bytes, 0, length);
        boolean request = shortAt(0) == BINDING_REQUEST && intAt(4) == MAGIC;
        return request && shortAt(2) == length - HEADER_BYTES && attributes();
    }

    private boolean attributes() {
        username = "";
        useCandidate = false;
        integrityAt = -1;
        unknown = 0;
        int at = HEADER_BYTES;
        while (at + 4 <= length) {
            int type = shortAt(at);
            int size = shortAt(at + 2);
            if (at + 4 + size > length) {
                return false;
            }
            if (type == FINGERPRINT) {
                return size == 4 && at + 8 == length && isFingerprint(at);
            }
            if (integrityAt < 0 && !attribute(type, at, size)) {
                return false;
            }
            at += 4 + (size + 3 & ~3);
        }
        return false;
    }

    /** What follows the integrity is not authentic and not looked at (section 14.5). */
    private boolean attribute(int type, int at, int size) {
        switch (type) {
            case USERNAME -> username = new String(bytes, at + 4, size, StandardCharsets.UTF_8);
            case USE_CANDIDATE -> useCandidate = true;
            case MESSAGE_INTEGRITY -> integrityAt = size == INTEGRITY_BYTES ? at : -1;
            case PRIORITY -> {
                // for pairs' order; the controlling side decides
            }
            default -> unknown = type < OPTIONAL && unknown == 0 ? type : unknown;
        }
        return type != MESSAGE_INTEGRITY || integrityAt >= 0;
    }

    /** The length in the header already counts the fingerprint, as it is the last attribute. */
    private boolean isFingerprint(int at) {
        crc.reset();
        crc.update(bytes, 0, at);
        return intAt(at + 4) == ((int) crc.getValue() ^ FINGERPRINT_XOR);
    }

    /** Ours and the peer's fragment, with a colon between them. */
    String username() {
        return username;
    }

    boolean useCandidate() {
        return useCandidate;
    }

    /** The first attribute that we would have to understand and don't; 0 for none. */
    int unknown() {
        return unknown;
    }

    boolean hasIntegrity() {
        return integrityAt >= 0;
    }

    /** Whether the request was made by somebody who knows the password. */
    boolean isFrom(StunIntegrity password) {
        return integrityAt >= 0 && password.matches(bytes, integrityAt);
    }

    void copyTransactionTo(ByteBuf response) {
        response.writeBytes(bytes, 8, 12);
    }

    private int shortAt(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private int intAt(int at) {
        return shortAt(at) << 16 | shortAt(at + 2);
    }

    static int fingerprint(byte[] message, int length) {
        CRC32 sum = new CRC32();
        sum.update(message, 0, length);
        return (int) sum.getValue() ^ FINGERPRINT_XOR;
    }
}
