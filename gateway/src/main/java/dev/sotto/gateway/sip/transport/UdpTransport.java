package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP on one UDP socket: octets up, messages down; what is written while a batch is read leaves in one flush. Nothing
 * from outside throws out of here. Loop thread only.
 */
final class UdpTransport extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(UdpTransport.class);

    private final Channel channel;
    private final SipReceiver receiver;
    private final SipMeters meters;
    private boolean reading;

    UdpTransport(Channel channel, SipReceiver receiver, SipMeters meters) {
        this.channel = channel;
        this.receiver = receiver;
        this.meters = meters;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        try {
            if (message instanceof DatagramPacket packet) {
                ByteBuf content = packet.content();
                byte[] datagram = new byte[content.readableBytes()];
                content.readBytes(datagram);
                receiver.receive(datagram, Hop.udp(packet.sender()));
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

    void send(SipMessage message, Hop to, SendWatcher watcher) {
        assert channel.eventLoop().inEventLoop() : "SIP off its loop";
        if (to.address().getPort() == 0) {
            meters.dropped(SipMeters.Drop.NO_ROUTE);
            channel.eventLoop()
                    .execute(() -> watcher.onTransportFailure(
                            new TransportFailure(TransportFailure.Kind.UNSUPPORTED, "port 0")));
            return;
        }
        ByteBuf buffer = channel.alloc().directBuffer(1024);
        SipWriter.write(message, buffer);
        DatagramPacket packet = new DatagramPacket(buffer, to.address());
        ChannelPromise promise = watcher == SendWatcher.NOBODY ? channel.voidPromise() : watched(watcher);
        if (reading) {
            channel.write(packet, promise);
        } else {
            channel.writeAndFlush(packet, promise);
        }
    }

    private ChannelPromise watched(SendWatcher watcher) {
        ChannelPromise promise = channel.newPromise();
        promise.addListener(done -> {
            if (!done.isSuccess() && watcher.isWaiting()) {
                watcher.onTransportFailure(
                        new TransportFailure(TransportFailure.Kind.REFUSED, String.valueOf(done.cause())));
            }
        });
        return promise;
    }

    /** Where it is bound; null before that. */
    @Nullable
    InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }
}
