package dev.sotto.gateway.sip.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;

/** Makes the datagram channel that fits an event loop: epoll on an epoll loop, NIO on any other. */
public final class UdpChannels {
    private static final int MAX_DATAGRAM = 65_535;
    private static final int SOCKET_BUFFER = 4 << 20;

    private UdpChannels() {}

    public static DatagramChannel create(EventLoop loop) {
        boolean epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
        DatagramChannel channel = epoll ? new EpollDatagramChannel() : new NioDatagramChannel();
        channel.config().setOption(ChannelOption.SO_RCVBUF, SOCKET_BUFFER);
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM));
        return channel;
    }
}
