package dev.sotto.media.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A pair of UDP sockets on the call's own event loop. Raw channels: Vert.x' datagram sockets look a name up, make a promise and
 * flush for every packet. Registered and bound from the loop itself, so both are done when {@link #open} returns. Loop only.
 *
 * <p>Futures are not looked at: nothing is left to be done for a packet that could not be sent, and what the system says of it
 * comes back to the pipeline.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class MediaSocket {
    private static final int MAX_PACKET_BYTES = 2048;

    private final int port;
    private final Channel rtp;
    private final Channel rtcp;
    private final Inbound packets;
    private final Inbound reports;
    private ByteBuf buffer;
    private @Nullable DatagramPacket envelope;
    private boolean open = true;

    private MediaSocket(int port, Channel rtp, Channel rtcp, Inbound packets, Inbound reports) {
        this.port = port;
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.packets = packets;
        this.reports = reports;
        this.buffer = rtp.alloc().directBuffer(MAX_PACKET_BYTES);
    }

    /** Told what came. Buffers are lent. */
    interface Receiver {
        void onPacket(ByteBuf packet, InetSocketAddress from);
    }

    /** Binds {@code port} and the next one; null when the system refuses one of them. */
    static @Nullable MediaSocket open(MediaEngine.Parts parts, int port) {
        EventLoop loop = parts.loop();
        MediaSettings settings = parts.settings();
        Inbound packets = new Inbound(parts.meters(), parts.nanoClock());
        Inbound reports = new Inbound(parts.meters(), parts.nanoClock());
        Channel rtp = bind(loop, settings, port, packets);
        if (rtp == null) {
            return null;
        }
        Channel rtcp = bind(loop, settings, port + 1, reports);
        if (rtcp == null) {
            rtp.close();
            return null;
        }
        return new MediaSocket(port, rtp, rtcp, packets, reports);
    }

    private static @Nullable Channel bind(EventLoop loop, MediaSettings settings, int port, Inbound inbound) {
        Channel channel = newChannel(loop, settings.bindAddress());
        channel.config().setOption(ChannelOption.SO_RCVBUF, settings.receiveBufferBytes());
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_PACKET_BYTES));
        channel.pipeline().addLast(inbound);
        loop.register(channel);
        ChannelFuture bound = channel.bind(new InetSocketAddress(settings.bindAddress(), port));
        if (!bound.isSuccess()) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static Channel newChannel(EventLoop loop, InetAddress address) {
        SocketProtocolFamily family =
                address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        boolean epoll = loop instanceof IoEventLoop ioLoop && ioLoop.isIoType(EpollIoHandler.class);
        return epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    }

    /** Where received packets and reports go from now on; nowhere until then. */
    void deliver(Receiver toPackets, Receiver toReports) {
        packets.receiver = toPackets;
        reports.receiver = toReports;
    }

    /** The buffer for the next RTP packet: always the same one, unless the system is still holding it. */
    ByteBuf packet() {
        if (buffer.refCnt() > 1) {
            buffer.release();
            buffer = rtp.alloc().directBuffer(MAX_PACKET_BYTES);
            envelope = null;
        }
        return buffer;
    }

    /** Sends what was written to {@link #packet}. */
    void send(InetSocketAddress to) {
        DatagramPacket packet = envelope;
        if (packet == null || !packet.recipient().equals(to)) {
            packet = new DatagramPacket(buffer, to);
            envelope = packet;
        }
        buffer.retain();
        rtp.writeAndFlush(packet, rtp.voidPromise());
    }

    ByteBuf newReport() {
        return rtcp.alloc().directBuffer(256);
    }

    /** Sends a report and releases it; {@code shared}: through the sound's port. */
    void sendReport(ByteBuf report, InetSocketAddress to, boolean shared) {
        Channel channel = shared ? rtp : rtcp;
        channel.writeAndFlush(new DatagramPacket(report, to), channel.voidPromise());
    }

    /** The even one, of the sound. */
    int port() {
        return port;
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
        rtp.close();
        rtcp.close();
        buffer.release();
    }

    private static final class Inbound extends ChannelInboundHandlerAdapter {
        private final MediaMeters meters;
        private final LongSupplier nanoClock;
        private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(MediaSocket.class));
        private Receiver receiver = (packet, from) -> {};

        Inbound(MediaMeters meters, LongSupplier nanoClock) {
            this.meters = meters;
            this.nanoClock = nanoClock;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                DatagramPacket packet = (DatagramPacket) message;
                receiver.onPacket(packet.content(), packet.sender());
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        /** A peer's closed port comes back as an error of the socket (ICMP): the media timeout deals with such peers. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof IOException) {
                meters.packetDropped(MediaMeters.Drop.NOT_SENT);
            } else {
                failures.failed("A received packet was not dealt with", cause, nanoClock.getAsLong());
            }
        }
    }
}
