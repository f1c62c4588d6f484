package dev.sotto.media.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pair of UDP sockets for many calls, told apart by their peers' addresses: one system call receives the packets of many, and
 * one sends those of many. Loop only.
 *
 * <p>A packet from an address that nobody expects belongs to the one call with a peer at that host that has been silent; where
 * there is no such call, or more than one, it is nobody's.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class SharedPort {
    /** Packets that one system call receives, or sends: more would make the first of them wait. */
    private static final int BATCH = 16;

    private static final MediaSocket.Receiver NOBODY = (packet, from) -> {};

    private final MediaEngine.Parts parts;
    private final int port;
    private final Channel rtp;
    private final Channel rtcp;
    private final Map<InetSocketAddress, Lane> lanes = new HashMap<>();
    private final Map<InetSocketAddress, Lane> reporters = new HashMap<>();
    private int open;
    private int unsent;
    private SymmetricLatch.@Nullable Trace trace;

    private SharedPort(MediaEngine.Parts parts, int port, Inbound packets, Inbound reports, Channel rtp, Channel rtcp) {
        this.parts = parts;
        this.port = port;
        this.rtp = rtp;
        this.rtcp = rtcp;
        packets.receiver(this::onPacket);
        reports.receiver(this::onReport);
    }

    /** Binds {@code port} and the next one; null when the system refuses one of them. */
    static @Nullable SharedPort open(MediaEngine.Parts parts, int port) {
        int room = parts.settings().receiveBufferBytes() * BATCH;
        Inbound packets = new Inbound(parts, NOBODY);
        Inbound reports = new Inbound(parts, NOBODY);
        Channel rtp = DatagramChannels.bind(parts, port, room, BATCH, packets);
        if (rtp == null) {
            return null;
        }
        Channel rtcp = DatagramChannels.bind(parts, port + 1, room, 1, reports);
        if (rtcp == null) {
            rtp.close();
            return null;
        }
        return new SharedPort(parts, port, packets, reports, rtp, rtcp);
    }

    /** A lane for a call with that peer; null when the peer has one here already. */
    @Nullable
    MediaSocket join(InetSocketAddress peer, SharedPorts owner) {
        if (lanes.containsKey(peer)) {
            return null;
        }
        Lane lane = new Lane(owner);
        open++;
        lane.expect(peer, null);
        return lane;
    }

    int open() {
        return open;
    }

    int port() {
        return port;
    }

    /** Sends what a tick has brought. */
    void flush() {
        if (unsent > 0) {
            unsent = 0;
            rtp.flush();
        }
    }

    void close() {
        rtp.close();
        rtcp.close();
        parts.ports().release(port, trace);
    }

    private void onPacket(ByteBuf packet, InetSocketAddress from) {
        Lane lane = lanes.get(from);
        if (lane == null) {
            lane = silentAt(from.getAddress());
            if (lane == null) {
                parts.meters().packetDropped(MediaMeters.Drop.STRAY);
                return;
            }
            lane.alsoFrom(from);
        }
        lane.lastNanos = parts.nanoClock().getAsLong();
        lane.packets.onPacket(packet, from);
    }

    private void onReport(ByteBuf report, InetSocketAddress from) {
        Lane lane = reporters.get(from);
        if (lane == null) {
            parts.meters().packetDropped(MediaMeters.Drop.STRAY);
        } else {
            lane.reports.onPacket(report, from);
        }
    }

    private @Nullable Lane silentAt(InetAddress host) {
        long now = parts.nanoClock().getAsLong();
        long patience = parts.settings().relatchSilence().toNanos();
        Lane silent = null;
        for (Map.Entry<InetSocketAddress, Lane> entry : lanes.entrySet()) {
            Lane lane = entry.getValue();
            if (entry.getKey().getAddress().equals(host) && (!lane.heard() || now - lane.lastNanos > patience)) {
                if (silent != null) {
                    return null;
                }
                silent = lane;
            }
        }
        return silent;
    }

    /** One call's share of the port. */
    private final class Lane implements MediaSocket {
        private final SharedPorts owner;
        private Receiver packets = NOBODY;
        private Receiver reports = NOBODY;
        private @Nullable InetSocketAddress peer;
        private @Nullable InetSocketAddress elsewhere;
        private @Nullable InetSocketAddress reporter;
        private final Envelope envelope = new Envelope(rtp);
        private long lastNanos = Long.MIN_VALUE;
        private boolean joined = true;

        Lane(SharedPorts owner) {
            this.owner = owner;
        }

        boolean heard() {
            return lastNanos != Long.MIN_VALUE;
        }

        /** Packets come from elsewhere, too; where the description says stays ours. */
        void alsoFrom(InetSocketAddress from) {
            if (elsewhere != null) {
                lanes.remove(elsewhere, this);
            }
            elsewhere = from;
            lanes.put(from, this);
        }

        @Override
        public void learned(InetSocketAddress from, boolean exact) {
            owner.learn(from.getAddress(), exact);
        }

        @Override
        public void deliver(Receiver toPackets, Receiver toReports) {
            packets = toPackets;
            reports = toReports;
        }

        /** An address that another call has is left to that one. */
        @Override
        public void expect(@Nullable InetSocketAddress nextPeer, @Nullable InetSocketAddress nextReporter) {
            if (nextPeer != null && !nextPeer.equals(peer) && !lanes.containsKey(nextPeer)) {
                if (peer != null) {
                    lanes.remove(peer, this);
                }
                peer = nextPeer;
                lanes.put(nextPeer, this);
            }
            if (nextReporter != null && !nextReporter.equals(reporter)) {
                if (reporter != null) {
                    reporters.remove(reporter, this);
                }
                reporter = nextReporter;
                reporters.putIfAbsent(nextReporter, this);
            }
        }

        @Override
        public ByteBuf packet() {
            return envelope.content();
        }

        @Override
        public void send(InetSocketAddress to) {
            rtp.write(envelope.to(to), rtp.voidPromise());
            if (++unsent >= BATCH) {
                flush();
            }
        }

        @Override
        public ByteBuf newReport() {
            return rtcp.alloc().directBuffer(256);
        }

        @Override
        public void sendReport(ByteBuf report, InetSocketAddress to, boolean withSound) {
            Channel channel = withSound ? rtp : rtcp;
            channel.writeAndFlush(new DatagramPacket(report, to), channel.voidPromise());
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public boolean isOpen() {
            return joined;
        }

        @Override
        public void close(SymmetricLatch.@Nullable Trace lastHeard) {
            joined = false;
            if (lastHeard != null) {
                trace = lastHeard;
            }
            if (peer != null) {
                lanes.remove(peer, this);
            }
            if (elsewhere != null) {
                lanes.remove(elsewhere, this);
            }
            if (reporter != null) {
                reporters.remove(reporter, this);
            }
            envelope.release();
            open--;
            owner.left(SharedPort.this, peer);
        }
    }
}
