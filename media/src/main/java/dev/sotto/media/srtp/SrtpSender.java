package dev.sotto.media.srtp;

import io.netty.buffer.ByteBuf;

/**
 * Protects what we send under one key, from one source. It must live as long as the key is used: an index that came twice would
 * undo the encryption. Call context only.
 */
final class SrtpSender {
    private static final int MAX_BYTES = 2048 - SrtpCipher.OVERHEAD;

    private final SrtpCipher cipher;
    private final byte[] scratch = new byte[MAX_BYTES + SrtpCipher.OVERHEAD];
    private final PacketIndex indices = new PacketIndex();
    private int rtcpIndex;

    SrtpSender(SrtpKeys keys) {
        cipher = SrtpCipher.of(keys);
    }

    void rtp(ByteBuf packet) {
        int length = read(packet);
        int header = RtpHeader.bytes(scratch, length);
        if (header < 0) {
            throw new IllegalArgumentException("no RTP packet: " + length + " bytes");
        }
        long index = indices.estimate((scratch[2] & 0xFF) << 8 | scratch[3] & 0xFF);
        if (!indices.isNew(index)) {
            throw new IllegalStateException("packet " + index + " was protected before");
        }
        indices.add(index);
        write(packet, cipher.sealRtp(scratch, header, length, index));
    }

    void rtcp(ByteBuf packet) {
        int length = read(packet);
        rtcpIndex = rtcpIndex + 1 & Integer.MAX_VALUE;
        write(packet, cipher.sealRtcp(scratch, length, rtcpIndex));
    }

    private int read(ByteBuf packet) {
        int length = packet.readableBytes();
        if (length > MAX_BYTES || length < SrtpCipher.RTCP_CLEAR_BYTES) {
            throw new IllegalArgumentException("packet of " + length + " bytes");
        }
        packet.getBytes(packet.readerIndex(), scratch, 0, length);
        return length;
    }

    private void write(ByteBuf packet, int length) {
        packet.writerIndex(packet.readerIndex());
        packet.writeBytes(scratch, 0, length);
    }
}
