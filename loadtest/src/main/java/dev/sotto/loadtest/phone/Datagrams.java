package dev.sotto.loadtest.phone;

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
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens UDP sockets on an event loop. Loop only, so that they are bound when {@link #open} returns. */
public final class Datagrams {
    private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);
    private static final int MAX_PACKET_BYTES = 4096;
    private static final int RECEIVE_BUFFER_BYTES = 512 * 1024;

    private Datagrams() {}

    /** Binds a free port of {@code address}; packets are lent to {@code receiver}. Throws when there is none. */
    @SuppressWarnings("FutureReturnValueIgnored") // registration and bind are done when the loop itself asks for them
    public static Channel open(EventLoop loop, InetAddress address, Consumer<DatagramPacket> receiver) {
        Channel channel = newChannel(loop, address);
        channel.config().setOption(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_PACKET_BYTES));
        channel.pipeline().addLast(new Inbound(receiver));
        loop.register(channel);
        ChannelFuture bound = channel.bind(new InetSocketAddress(address, 0));
        if (!bound.isSuccess()) {
            channel.close();
            throw new IllegalStateException("no UDP port on " + address.getHostAddress(), bound.cause());
        }
        return channel;
    }

    public static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private static Channel newChannel(EventLoop loop, InetAddress address) {
        SocketProtocolFamily family =
                address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        boolean epoll = loop instanceof IoEventLoop ioLoop && ioLoop.isIoType(EpollIoHandler.class);
        return epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    }

    private static final class Inbound extends ChannelInboundHandlerAdapter {
        private final Consumer<DatagramPacket> receiver;

        Inbound(Consumer<DatagramPacket> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                receiver.accept((DatagramPacket) message);
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        /** The other side's closed port (ICMP) is found out by its silence; anything else is a bug of ours. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof java.io.IOException) {
                LOG.atDebug().addKeyValue("cause", cause.getMessage()).log("A packet was not delivered");
            } else {
                LOG.atError().setCause(cause).log("A packet was not dealt with");
            }
        }
    }
}
