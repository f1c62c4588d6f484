package dev.sotto.media.rtp;

import io.netty.buffer.ByteBuf;

/** Reads RTCP compound packets (RFC 3550 section 6). Stateless; a damaged compound is refused as a whole. */
public final class RtcpReader {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;

    private static final int REPORT_BLOCK_BYTES = 24;
    private static final int SENDER_INFO_BYTES = 20;

    private RtcpReader() {}

    /** Told what a compound says. */
    public interface Listener {
        /** {@code ntpMiddle}: the middle 32 bits of the sender's clock, to be sent back as "last SR". */
        void onSenderReport(int ssrc, int ntpMiddle);

        /** What the other side tells about {@code source}. Delay in 1/65536 s. */
        void onReportBlock(
                int source, int fractionLost, int cumulativeLost, long jitter, int lastSr, long delaySinceLastSr);

        void onBye(int ssrc);
    }

    /** Reads the readable bytes of {@code packet} without moving its index. Returns false when it is not sound RTCP. */
    public static boolean read(ByteBuf packet, Listener listener) {
        if (!valid(packet)) {
            return false;
        }
        int at = packet.readerIndex();
        while (at < packet.writerIndex()) {
            int length = blockLength(packet, at);
            readOne(packet, at, at + length, listener);
            at += length;
        }
        return true;
    }

    private static boolean valid(ByteBuf packet) {
        int at = packet.readerIndex();
        int end = packet.writerIndex();
        if (end - at < 8) {
            return false;
        }
        while (at < end) {
            if (end - at < 4 || packet.getUnsignedByte(at) >> 6 != 2 || blockLength(packet, at) > end - at) {
                return false;
            }
            at += blockLength(packet, at);
        }
        return true;
    }

    private static int blockLength(ByteBuf packet, int at) {
        return 4 * (packet.getUnsignedShort(at + 2) + 1);
    }

    private static void readOne(ByteBuf packet, int at, int end, Listener listener) {
        int count = packet.getUnsignedByte(at) & 0x1F;
        if (end - at < 8) {
            return;
        }
        switch (packet.getUnsignedByte(at + 1)) {
            case SENDER_REPORT -> {
                if (end - at >= 8 + SENDER_INFO_BYTES) {
                    listener.onSenderReport(packet.getInt(at + 4), packet.getInt(at + 10));
                    readBlocks(packet, at + 8 + SENDER_INFO_BYTES, end, count, listener);
                }
            }
            case RECEIVER_REPORT -> readBlocks(packet, at + 8, end, count, listener);
            case BYE -> {
                if (count > 0) {
                    listener.onBye(packet.getInt(at + 4));
                }
            }
            default -> {
                // descriptions, applications' and feedback packets say nothing that is used
            }
        }
    }

    private static void readBlocks(ByteBuf packet, int from, int end, int count, Listener listener) {
        int at = from;
        for (int i = 0; i < count && at + REPORT_BLOCK_BYTES <= end; i++, at += REPORT_BLOCK_BYTES) {
            listener.onReportBlock(
                    packet.getInt(at),
                    packet.getUnsignedByte(at + 4),
                    packet.getMedium(at + 5),
                    packet.getUnsignedInt(at + 12),
                    packet.getInt(at + 16),
                    packet.getUnsignedInt(at + 20));
        }
    }
}
