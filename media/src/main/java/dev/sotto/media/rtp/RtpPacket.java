package dev.sotto.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A flyweight over the bytes of one RTP packet (RFC 3550 section 5.1). {@link #wrap} checks every length once; the accessors
 * read from the buffer and are valid until the next {@code wrap}. The buffer is neither retained nor moved.
 */
public final class RtpPacket {
    public static final int HEADER_BYTES = 12;

    private static final int VERSION = 2;

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private int start;
    private int payloadOffset;
    private int payloadLength;

    /** Why bytes are not an RTP packet. */
    public enum Flaw {
        NONE,
        TOO_SHORT,
        WRONG_VERSION,
        CONTRIBUTORS_OVERRUN,
        EXTENSION_OVERRUN,
        PADDING_OVERRUN
    }

    /** Points at the readable bytes of {@code packet}. */
    public Flaw wrap(ByteBuf packet) {
        int length = packet.readableBytes();
        int from = packet.readerIndex();
        if (length < HEADER_BYTES) {
            return Flaw.TOO_SHORT;
        }
        int first = packet.getUnsignedByte(from);
        if (first >> 6 != VERSION) {
            return Flaw.WRONG_VERSION;
        }
        int header = HEADER_BYTES + 4 * (first & 0x0F);
        if (header > length) {
            return Flaw.CONTRIBUTORS_OVERRUN;
        }
        if ((first & 0x10) != 0) {
            if (header + 4 > length) {
                return Flaw.EXTENSION_OVERRUN;
            }
            header += 4 + 4 * packet.getUnsignedShort(from + header + 2);
            if (header > length) {
                return Flaw.EXTENSION_OVERRUN;
            }
        }
        int padding = (first & 0x20) != 0 ? packet.getUnsignedByte(from + length - 1) : 0;
        if ((first & 0x20) != 0 && (padding == 0 || header + padding > length)) {
            return Flaw.PADDING_OVERRUN;
        }
        buffer = packet;
        start = from;
        payloadOffset = from + header;
        payloadLength = length - header - padding;
        return Flaw.NONE;
    }

    public boolean marker() {
        return (buffer.getByte(start + 1) & 0x80) != 0;
    }

    public int payloadType() {
        return buffer.getByte(start + 1) & 0x7F;
    }

    public int sequence() {
        return buffer.getUnsignedShort(start + 2);
    }

    public long timestamp() {
        return buffer.getUnsignedInt(start + 4);
    }

    public int ssrc() {
        return buffer.getInt(start + 8);
    }

    /** Absolute index of the payload in {@link #buffer}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of payload without padding, may be 0. */
    public int payloadLength() {
        return payloadLength;
    }

    public ByteBuf buffer() {
        return buffer;
    }

    /** Writes a plain header, 12 bytes, at the start of {@code into} and leaves its writer index behind it. */
    public static void writeHeader(
            ByteBuf into, int payloadType, boolean marker, int sequence, long timestamp, int ssrc) {
        into.setIndex(0, 0);
        into.writeByte(VERSION << 6);
        into.writeByte((marker ? 0x80 : 0) | payloadType);
        into.writeShort(sequence);
        into.writeInt((int) timestamp);
        into.writeInt(ssrc);
    }

    /** Whether a packet on a port shared with RTP is RTCP: types 192 to 223 (RFC 5761 section 4). */
    public static boolean looksLikeRtcp(ByteBuf packet) {
        if (packet.readableBytes() < 2) {
            return false;
        }
        int type = packet.getUnsignedByte(packet.readerIndex() + 1);
        return type >= 192 && type <= 223;
    }
}
