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
import io.netty.channel.epoll.EpollDatagramChannelConfig;
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
    private static final int MAX_SOUND_BYTES = 2048;
    private static final int RECEIVE_BUFFER_BYTES = 512 * 1024;

    private Datagrams() {}

    /** Binds a free port of {@code address}; packets are lent to {@code receiver}. Throws when there is none. */
    public static Channel open(EventLoop loop, InetAddress address, Consumer<DatagramPacket> receiver) {
        return open(loop, address, MAX_PACKET_BYTES, 1, receiver);
    }

    /**
     * As above, for sound of many calls.
     *
     * @param batch packets that one system call receives, where the system can do that (Linux' {@code recvmmsg})
     */
    static Channel openBatching(EventLoop loop, InetAddress address, int batch, Consumer<DatagramPacket> receiver) {
        return open(loop, address, MAX_SOUND_BYTES, batching(loop) ? batch : 1, receiver);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // registration and bind are done when the loop itself asks for them
    private static Channel open(
            EventLoop loop, InetAddress address, int longest, int batch, Consumer<DatagramPacket> receiver) {
        Channel channel = newChannel(loop, address);
        channel.config().setOption(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES * Math.min(batch, 4));
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(longest * batch));
        if (batch > 1 && channel.config() instanceof EpollDatagramChannelConfig epoll) {
            epoll.setMaxDatagramPayloadSize(longest);
        }
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

    private static boolean batching(EventLoop loop) {
        return loop instanceof IoEventLoop ioLoop && ioLoop.isIoType(EpollIoHandler.class);
    }

    private static Channel newChannel(EventLoop loop, InetAddress address) {
        SocketProtocolFamily family =
                address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        return batching(loop) ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
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
