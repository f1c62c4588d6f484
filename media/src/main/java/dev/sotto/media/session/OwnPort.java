package dev.sotto.media.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A pair of UDP sockets for one call. Loop only.
 *
 * <p>Futures are not looked at: nothing is left to be done for a packet that could not be sent, and what the system says of it
 * comes back to the pipeline.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class OwnPort implements MediaSocket {
    private static final Receiver NOBODY = (packet, from) -> {};

    private final MediaPorts ports;
    private final SharedPorts shared;
    private final int port;
    private final Channel rtp;
    private final Channel rtcp;
    private final Inbound packets;
    private final Inbound reports;
    private final Envelope envelope;
    private boolean open = true;

    private OwnPort(
            MediaPorts ports,
            SharedPorts shared,
            int port,
            Channel rtp,
            Channel rtcp,
            Inbound packets,
            Inbound reports) {
        this.ports = ports;
        this.shared = shared;
        this.port = port;
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.packets = packets;
        this.reports = reports;
        this.envelope = new Envelope(rtp);
    }

    /** Binds {@code port} and the next one; null when the system refuses one of them. */
    static @Nullable OwnPort open(MediaEngine.Parts parts, SharedPorts shared, int port) {
        int room = parts.settings().receiveBufferBytes();
        Inbound packets = new Inbound(parts, NOBODY);
        Inbound reports = new Inbound(parts, NOBODY);
        Channel rtp = DatagramChannels.bind(parts, port, room, 1, packets);
        if (rtp == null) {
            return null;
        }
        Channel rtcp = DatagramChannels.bind(parts, port + 1, room, 1, reports);
        if (rtcp == null) {
            rtp.close();
            return null;
        }
        return new OwnPort(parts.ports(), shared, port, rtp, rtcp, packets, reports);
    }

    @Override
    public void deliver(Receiver toPackets, Receiver toReports) {
        packets.receiver(toPackets);
        reports.receiver(toReports);
    }

    @Override
    public void expect(@Nullable InetSocketAddress peer, @Nullable InetSocketAddress reporter) {
        // anybody may send here: the latch decides
    }

    @Override
    public void learned(InetSocketAddress peer, boolean exact) {
        shared.learn(peer.getAddress(), exact);
    }

    @Override
    public ByteBuf packet() {
        return envelope.content();
    }

    @Override
    public void send(InetSocketAddress to) {
        rtp.writeAndFlush(envelope.to(to), rtp.voidPromise());
    }

    @Override
    public ByteBuf newReport() {
        return rtcp.alloc().directBuffer(256);
    }

    @Override
    public void sendReport(ByteBuf report, InetSocketAddress to, boolean shared) {
        Channel channel = shared ? rtp : rtcp;
        channel.writeAndFlush(new DatagramPacket(report, to), channel.voidPromise());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close(SymmetricLatch.@Nullable Trace lastHeard) {
        open = false;
        rtp.close();
        rtcp.close();
        envelope.release();
        ports.release(port, lastHeard);
    }
}
