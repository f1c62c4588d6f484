package dev.sotto.media.rtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes RTCP compound packets: a report, then the canonical name, then perhaps a farewell (RFC 3550 section 6.1). */
public final class RtcpWriter {
    private final int ssrc;
    private final byte[] canonicalName;

    public RtcpWriter(int ssrc, String canonicalName) {
        byte[] name = canonicalName.getBytes(StandardCharsets.UTF_8);
        if (name.length > 255) {
            throw new IllegalArgumentException("canonical name over 255 bytes: " + name.length);
        }
        this.ssrc = ssrc;
        this.canonicalName = name;
    }

    /** What we sent; a report without it is a receiver report. */
    public record Sent(long ntp, long timestamp, long packets, long octets) {}

    /** What we received of one source. */
    public record Received(
            int source,
            int fractionLost,
            long lost,
            long extendedHighest,
            long jitter,
            int lastSr,
            long delaySinceLastSr) {}

    /** A sender report with one report block, or none when nothing was received yet. */
    public void senderReport(ByteBuf into, Sent sent, @Nullable Received received) {
        header(into, RtcpReader.SENDER_REPORT, received == null ? 0 : 1, received == null ? 6 : 12);
        into.writeInt(ssrc);
        into.writeLong(sent.ntp());
        into.writeInt((int) sent.timestamp());
        into.writeInt((int) sent.packets());
        into.writeInt((int) sent.octets());
        block(into, received);
        description(into);
    }

    /** A receiver report with one report block, or none when nothing was received yet. */
    public void receiverReport(ByteBuf into, @Nullable Received received) {
        header(into, RtcpReader.RECEIVER_REPORT, received == null ? 0 : 1, received == null ? 1 : 7);
        into.writeInt(ssrc);
        block(into, received);
        description(into);
    }

    /** Appends our farewell to a report. */
    public void bye(ByteBuf into) {
        header(into, RtcpReader.BYE, 1, 1);
        into.writeInt(ssrc);
    }

    private static void header(ByteBuf into, int type, int count, int words) {
        into.writeByte(0x80 | count);
        into.writeByte(type);
        into.writeShort(words);
    }

    private static void block(ByteBuf into, @Nullable Received received) {
        if (received == null) {
            return;
        }
        into.writeInt(received.source());
        into.writeByte(received.fractionLost());
        into.writeMedium((int) Math.min(0x7FFFFF, received.lost()));
        into.writeInt((int) received.extendedHighest());
        into.writeInt((int) received.jitter());
        into.writeInt(received.lastSr());
        into.writeInt((int) received.delaySinceLastSr());
    }

    /** One chunk with CNAME (item 1), ended by at least one zero and filled to a word. */
    private void description(ByteBuf into) {
        int bytes = 4 + 2 + canonicalName.length;
        int padding = 4 - bytes % 4;
        header(into, RtcpReader.SOURCE_DESCRIPTION, 1, (bytes + padding) / 4);
        into.writeInt(ssrc);
        into.writeByte(1);
        into.writeByte(canonicalName.length);
        into.writeBytes(canonicalName);
        into.writeZero(padding);
    }
}
