package dev.sotto.media.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDatagramChannelConfig;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Raw UDP channels on the call's own event loop: Vert.x' datagram sockets look a name up, make a promise and flush for every
 * packet. Registered and bound from the loop itself, so both are done when {@link #bind} returns. Loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class DatagramChannels {
    /** Longer packets are cut off, and then refused. */
    static final int MAX_PACKET_BYTES = 2048;

    private DatagramChannels() {}

    /** Whether many packets can be received and sent by one system call here. */
    static boolean batching(EventLoop loop) {
        return loop instanceof IoEventLoop ioLoop && ioLoop.isIoType(EpollIoHandler.class);
    }

    /**
     * Binds {@code port}; null when the system refuses it.
     *
     * @param batch packets to receive by one system call, where {@link #batching}
     */
    static @Nullable Channel bind(
            MediaEngine.Parts parts, int port, int receiveBuffer, int batch, ChannelHandler handler) {
        EventLoop loop = parts.loop();
        InetAddress address = parts.settings().bindAddress();
        Channel channel = create(loop, address);
        channel.config().setOption(ChannelOption.SO_RCVBUF, receiveBuffer);
        channel.config()
                .setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_PACKET_BYTES * batch));
        if (batch > 1 && channel.config() instanceof EpollDatagramChannelConfig epoll) {
            epoll.setMaxDatagramPayloadSize(MAX_PACKET_BYTES);
        }
        channel.pipeline().addLast(handler);
        loop.register(channel);
        ChannelFuture bound = channel.bind(new InetSocketAddress(address, port));
        if (!bound.isSuccess()) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static Channel create(EventLoop loop, InetAddress address) {
        SocketProtocolFamily family =
                address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        return batching(loop) ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    }
}
