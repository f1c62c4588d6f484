package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP on one UDP socket: octets up, messages down; what is written while a batch is read leaves in one flush. Nothing
 * from outside throws out of here. Loop thread only.
 */
public final class UdpTransport extends ChannelInboundHandlerAdapter implements SipTransport {
    private static final Logger log = LoggerFactory.getLogger(UdpTransport.class);

    private final Channel channel;
    private final BiConsumer<byte[], Hop> receiver;
    private final SipMeters meters;
    private final @Nullable String advertisedHost;
    private boolean reading;
    private @Nullable InetAddress lastPeer;
    private String lastLocalHost = "";

    public UdpTransport(
            Channel channel, BiConsumer<byte[], Hop> receiver, SipMeters meters, @Nullable String advertisedHost) {
        this.channel = channel;
        this.receiver = receiver;
        this.meters = meters;
        this.advertisedHost = advertisedHost;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        try {
            if (message instanceof DatagramPacket packet) {
                ByteBuf content = packet.content();
                byte[] datagram = new byte[content.readableBytes()];
                content.readBytes(datagram);
                receiver.accept(datagram, Hop.udp(packet.sender()));
            }
        } catch (RuntimeException e) {
            meters.dropped(SipMeters.Drop.FAILURE);
            log.atError().setCause(e).log("SIP datagram failed");
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        channel.flush();
    }

    /** ICMP errors of single peers come here; the socket lives on. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.atDebug().setCause(cause).log("SIP socket reported an error");
    }

    @Override
    public void send(SipMessage message, Hop to) {
        assert channel.eventLoop().inEventLoop() : "SIP off its loop";
        if (to.address().getPort() == 0) {
            meters.dropped(SipMeters.Drop.NO_ROUTE);
            return;
        }
        ByteBuf buffer = channel.alloc().directBuffer(1024);
        SipWriter.write(message, buffer);
        DatagramPacket packet = new DatagramPacket(buffer, to.address());
        if (reading) {
            channel.write(packet, channel.voidPromise());
        } else {
            channel.writeAndFlush(packet, channel.voidPromise());
        }
    }

    @Override
    public void keepAlive(Hop to) {
        ByteBuf line = channel.alloc().directBuffer(4).writeInt(0x0d0a0d0a);
        channel.writeAndFlush(new DatagramPacket(line, to.address()), channel.voidPromise());
    }

    @Override
    public HostPort addressTowards(Hop peer) {
        InetSocketAddress bound = (InetSocketAddress) channel.localAddress();
        if (advertisedHost != null) {
            return new HostPort(advertisedHost, bound.getPort());
        }
        if (!bound.getAddress().isAnyLocalAddress()) {
            return HostPort.of(bound);
        }
        if (!peer.address().getAddress().equals(lastPeer)) {
            lastLocalHost = HostPort.text(localAddressTowards(peer.address()));
            lastPeer = peer.address().getAddress();
        }
        return new HostPort(lastLocalHost, bound.getPort());
    }

    /** Connecting a UDP socket sends nothing and waits for nothing; it asks the routing table. */
    private static InetAddress localAddressTowards(InetSocketAddress peer) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(peer.getAddress(), Math.max(1, peer.getPort()));
            return probe.getLocalAddress();
        } catch (SocketException | java.io.UncheckedIOException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
