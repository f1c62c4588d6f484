package dev.sotto.media.session;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Where a call's packets come in and go out: a pair of ports of its own, or a lane of a shared pair. Loop only. */
interface MediaSocket {
    /** Told what came. Buffers are lent. */
    interface Receiver {
        void onPacket(ByteBuf packet, InetSocketAddress from);
    }

    /** Where received packets and reports go from now on; nowhere until then. */
    void deliver(Receiver toPackets, Receiver toReports);

    /** A description has said where the peer sends from. */
    void expect(@Nullable InetSocketAddress peer, @Nullable InetSocketAddress reporter);

    /** What the first second of sound has shown: the peer sends from exactly where its description says, or not. */
    void learned(InetSocketAddress peer, boolean exact);

    /** The buffer for the next RTP packet: always the same one, unless the system is still holding it. */
    ByteBuf packet();

    /** Sends what was written to {@link #packet}, at the latest when the tick is over. */
    void send(InetSocketAddress to);

    ByteBuf newReport();

    /** Sends a report and releases it; {@code withSound}: through the sound's port. */
    void sendReport(ByteBuf report, InetSocketAddress to, boolean withSound);

    /** The even one, of the sound. */
    int port();

    boolean isOpen();

    /**
     * Gives the ports back, too.
     *
     * @param lastHeard the peer's trace, which the next call on the port shuns
     */
    void close(SymmetricLatch.@Nullable Trace lastHeard);
}
