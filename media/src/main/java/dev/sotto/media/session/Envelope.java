package dev.sotto.media.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The one buffer that a call's packets go out in, with its address: nothing is made per packet. Loop only. */
final class Envelope {
    private final Channel channel;
    private ByteBuf buffer;
    private @Nullable DatagramPacket packet;

    Envelope(Channel channel) {
        this.channel = channel;
        buffer = channel.alloc().directBuffer(DatagramChannels.MAX_PACKET_BYTES);
    }

    /** What the next packet is written to: always the same, unless the system is still holding it. */
    ByteBuf content() {
        if (buffer.refCnt() > 1) {
            buffer.release();
            buffer = channel.alloc().directBuffer(DatagramChannels.MAX_PACKET_BYTES);
            packet = null;
        }
        return buffer;
    }

    /** The content with that address on it, to be written to the channel once. */
    DatagramPacket to(InetSocketAddress peer) {
        DatagramPacket addressed = packet;
        if (addressed == null || !addressed.recipient().equals(peer)) {
            addressed = new DatagramPacket(buffer, peer);
            packet = addressed;
        }
        buffer.retain();
        return addressed;
    }

    void release() {
        buffer.release();
    }
}
