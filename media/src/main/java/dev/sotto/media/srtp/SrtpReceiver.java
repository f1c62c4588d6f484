package dev.sotto.media.srtp;

import dev.sotto.media.srtp.PacketGuard.Verdict;
import io.netty.buffer.ByteBuf;

/**
 * Opens what was protected under one key. State is kept for sources that have proven themselves only, and for the last few of
 * them. Call context only.
 */
final class SrtpReceiver {
    private static final int MAX_BYTES = 2048;
    private static final int MAX_SOURCES = 8;

    private final SrtpCipher cipher;
    private final byte[] scratch = new byte[MAX_BYTES];
    private final int[] sources = new int[MAX_SOURCES];
    private final PacketIndex[] packets = new PacketIndex[MAX_SOURCES];
    private final PacketIndex[] reports = new PacketIndex[MAX_SOURCES];
    private PacketIndex fresh = new PacketIndex();
    private int known;

    SrtpReceiver(SrtpKeys keys) {
        cipher = SrtpCipher.of(keys);
    }

    Verdict rtp(ByteBuf packet) {
        int length = read(packet);
        int header = length < 0 ? -1 : RtpHeader.bytes(scratch, length);
        if (header < 0) {
            return Verdict.MALFORMED;
        }
        int ssrc = Bytes.intAt(scratch, 8);
        int slot = slotOf(ssrc);
        PacketIndex indices = slot < 0 ? fresh : packets[slot];
        long index = indices.estimate((scratch[2] & 0xFF) << 8 | scratch[3] & 0xFF);
        if (index < 0 || !indices.isNew(index)) {
            return Verdict.REPLAYED;
        }
        int plain = cipher.openRtp(scratch, header, length, index);
        if (plain < 0) {
            return Verdict.FORGED;
        }
        packets[slot < 0 ? newSlot(ssrc) : slot].add(index);
        write(packet, plain);
        return Verdict.GENUINE;
    }

    Verdict rtcp(ByteBuf packet) {
        int length = read(packet);
        int indexAt = cipher.rtcpIndexAt(length);
        if (indexAt < SrtpCipher.RTCP_CLEAR_BYTES) {
            return Verdict.MALFORMED;
        }
        int ssrc = Bytes.intAt(scratch, 4);
        int index = Bytes.intAt(scratch, indexAt) & ~SrtpCipher.ENCRYPTED;
        int slot = slotOf(ssrc);
        PacketIndex indices = slot < 0 ? fresh : reports[slot];
        if (!indices.isNew(index)) {
            return Verdict.REPLAYED;
        }
        int plain = cipher.openRtcp(scratch, length);
        if (plain < 0) {
            return Verdict.FORGED;
        }
        reports[slot < 0 ? newSlot(ssrc) : slot].add(index);
        write(packet, plain);
        return Verdict.GENUINE;
    }

    private int slotOf(int ssrc) {
        for (int i = 0; i < Math.min(known, MAX_SOURCES); i++) {
            if (sources[i] == ssrc) {
                return i;
            }
        }
        return -1;
    }

    /** The source that came first makes room for the ninth; a peer changes its source a few times in a call at most. */
    private int newSlot(int ssrc) {
        int slot = known % MAX_SOURCES;
        known++;
        sources[slot] = ssrc;
        packets[slot] = fresh;
        reports[slot] = new PacketIndex();
        fresh = new PacketIndex();
        return slot;
    }

    private int read(ByteBuf packet) {
        int length = packet.readableBytes();
        if (length > MAX_BYTES) {
            return -1;
        }
        packet.getBytes(packet.readerIndex(), scratch, 0, length);
        return length;
    }

    private void write(ByteBuf packet, int length) {
        packet.setBytes(packet.readerIndex(), scratch, 0, length);
        packet.writerIndex(packet.readerIndex() + length);
    }
}
