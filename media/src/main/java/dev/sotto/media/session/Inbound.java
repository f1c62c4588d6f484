package dev.sotto.media.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/** End of a media channel's pipeline: hands packets to a receiver; nothing from outside throws out of here. Loop only. */
final class Inbound extends ChannelInboundHandlerAdapter {
    private final MediaMeters meters;
    private final LongSupplier nanoClock;
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(Inbound.class));
    private MediaSocket.Receiver receiver;

    Inbound(MediaEngine.Parts parts, MediaSocket.Receiver receiver) {
        this.meters = parts.meters();
        this.nanoClock = parts.nanoClock();
        this.receiver = receiver;
    }

    void receiver(MediaSocket.Receiver next) {
        receiver = next;
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
