package dev.sotto.media.session;

import dev.sotto.media.dtls.DtlsLink;
import dev.sotto.media.dtls.Handshakes;
import dev.sotto.media.dtls.MadeKeys;
import dev.sotto.media.ice.IceLite;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.Protection;
import dev.sotto.media.sdp.Protection.Dtls;
import dev.sotto.media.sdp.Protection.IceLink;
import dev.sotto.media.sdp.Protection.Sdes;
import dev.sotto.media.srtp.PacketGuard;
import dev.sotto.media.srtp.SrtpGuard;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between a call's sound and its socket: tells what comes on one port apart by its first byte (RFC 7983), answers connectivity
 * checks, has keys made, and lets only genuine packets through; protects what we send. Loop only.
 *
 * <pre>
 *   socket --> 0..3     {@link IceLite}
 *              20..63   {@link DtlsLink}
 *              128..191 of a checked address, {@link PacketGuard} --> reports and packets
 * </pre>
 */
final class MediaTransport {
    private static final Logger LOG = LoggerFactory.getLogger(MediaTransport.class);

    private final MediaEngine.Parts parts;
    private final MediaSocket socket;
    private final SymmetricLatch latch;
    private final Runnable onBroken;
    private MediaSocket.Receiver packets = (packet, from) -> {};
    private MediaSocket.Receiver reports = (packet, from) -> {};
    private boolean rtcpMux;
    private PacketGuard guard = PacketGuard.PLAIN;
    private @Nullable IceLite ice;
    private @Nullable DtlsLink dtls;
    private @Nullable InetSocketAddress dtlsPeer;
    private boolean ready;

    /** {@code onBroken}: no sound can ever come, as the peer is not who it was said to be. */
    MediaTransport(MediaEngine.Parts parts, MediaSocket socket, SymmetricLatch latch, Runnable onBroken) {
        this.parts = parts;
        this.socket = socket;
        this.latch = latch;
        this.onBroken = onBroken;
        socket.deliver(this::onPacket, this::onReport);
    }

    /** Where plain packets and reports go. */
    void deliver(MediaSocket.Receiver toPackets, MediaSocket.Receiver toReports) {
        packets = toPackets;
        reports = toReports;
    }

    /** Both sides have agreed, for the first time or anew. Behind {@link SymmetricLatch#describe}, which knows less. */
    void use(Negotiated agreed, Protection protection) {
        rtcpMux = agreed.rtcpMux();
        socket.expect(agreed.remoteRtp(), agreed.remoteRtcp());
        useIce(protection.ice());
        if (protection.keys() instanceof Sdes sdes) {
            guard = SrtpGuard.of(guard, sdes.sending(), sdes.receiving());
            ready = true;
        } else if (protection.keys() instanceof Dtls wanted) {
            useDtls(wanted, agreed.remoteRtp());
        } else {
            guard = PacketGuard.PLAIN;
            ready = true;
        }
        if (dtls != null && !(protection.keys() instanceof Dtls)) {
            dtls.close();
            dtls = null;
        }
    }

    private void useIce(@Nullable IceLink link) {
        IceLite known = ice;
        if (link == null) {
            ice = null;
        } else if (known == null) {
            ice = new IceLite(link);
        } else {
            known.restart(link);
            latch.describe(known.selected());
        }
    }

    private void useDtls(Dtls wanted, @Nullable InetSocketAddress described) {
        Handshakes handshakes = parts.settings().security().handshakes();
        DtlsLink known = dtls;
        if (handshakes != null && (known == null || !known.agreed().equals(wanted))) {
            ready = false;
            DtlsLink link = new DtlsLink(handshakes, wanted, parts.loop(), new Handshake());
            dtls = link;
            if (ice == null && described != null) {
                dtlsPeer = described;
                link.reachable();
            }
        }
    }

    /** Where sound may be sent to; null while nobody knows, or it could not be protected yet. */
    @Nullable
    InetSocketAddress remote() {
        IceLite checks = ice;
        if (!ready) {
            return null;
        }
        return checks == null ? latch.remote() : checks.selected();
    }

    private void onPacket(ByteBuf packet, InetSocketAddress from) {
        int first = packet.isReadable() ? packet.getUnsignedByte(packet.readerIndex()) : 255;
        if (first >> 6 == 2) {
            onSound(packet, from);
        } else if (first < 4 && ice != null) {
            onCheck(ice, packet, from);
        } else if (first >= 20 && first < 64 && dtls != null) {
            onHandshake(dtls, packet, from);
        } else {
            parts.meters().packetDropped(MediaMeters.Drop.MALFORMED);
        }
    }

    private void onSound(ByteBuf packet, InetSocketAddress from) {
        IceLite checks = ice;
        if (checks != null && !checks.isValid(from)) {
            parts.meters().packetDropped(MediaMeters.Drop.STRAY);
        } else if (rtcpMux && RtpPacket.looksLikeRtcp(packet)) {
            onReport(packet, from);
        } else if (isGenuine(ready ? guard.unprotectRtp(packet) : PacketGuard.Verdict.FORGED)) {
            packets.onPacket(packet, from);
        }
    }

    private void onReport(ByteBuf packet, InetSocketAddress from) {
        if (isGenuine(ready ? guard.unprotectRtcp(packet) : PacketGuard.Verdict.FORGED)) {
            reports.onPacket(packet, from);
        }
    }

    private boolean isGenuine(PacketGuard.Verdict verdict) {
        switch (verdict) {
            case MALFORMED -> parts.meters().packetDropped(MediaMeters.Drop.MALFORMED);
            case FORGED -> parts.meters().packetDropped(MediaMeters.Drop.FORGED);
            case REPLAYED -> parts.meters().packetDropped(MediaMeters.Drop.REPLAYED);
            case GENUINE -> {
                return true;
            }
        }
        return false;
    }

    private void onCheck(IceLite checks, ByteBuf packet, InetSocketAddress from) {
        ByteBuf response = socket.newReport();
        IceLite.Outcome outcome = checks.onPacket(packet, from, response);
        if (response.isReadable()) {
            socket.sendReport(response, from, true);
        } else {
            response.release();
            parts.meters().packetDropped(MediaMeters.Drop.MALFORMED);
        }
        if (outcome == IceLite.Outcome.SELECTED) {
            latch.describe(from);
            dtlsPeer = from;
            DtlsLink link = dtls;
            if (link != null) {
                link.reachable();
            }
        }
    }

    /** Without checks the first one to begin is answered: the fingerprint tells whether it is the peer. */
    private void onHandshake(DtlsLink link, ByteBuf packet, InetSocketAddress from) {
        IceLite checks = ice;
        if (checks != null && !checks.isValid(from)) {
            parts.meters().packetDropped(MediaMeters.Drop.STRAY);
            return;
        }
        if (checks == null ? dtlsPeer == null : checks.selected() == null) {
            dtlsPeer = from;
        }
        link.onPacket(packet);
    }

    private final class Handshake implements DtlsLink.Listener {
        @Override
        public void onSend(byte[] datagram) {
            InetSocketAddress to = dtlsPeer;
            if (to != null && socket.isOpen()) {
                socket.sendReport(socket.newReport().writeBytes(datagram), to, true);
            }
        }

        @Override
        public void onKeys(MadeKeys keys) {
            guard = SrtpGuard.of(guard, keys.sending(), keys.receiving());
            ready = true;
        }

        @Override
        public void onFailed(String reason) {
            LOG.atWarn()
                    .addKeyValue("remote", dtlsPeer)
                    .addKeyValue("cause", reason)
                    .log("no keys for the sound");
            onBroken.run();
        }
    }

    ByteBuf packet() {
        return socket.packet();
    }

    void send(InetSocketAddress to) {
        guard.protectRtp(socket.packet());
        socket.send(to);
    }

    ByteBuf newReport() {
        return socket.newReport();
    }

    void sendReport(ByteBuf report, InetSocketAddress to, boolean shared) {
        guard.protectRtcp(report);
        socket.sendReport(report, to, shared);
    }

    /** A second of sound has come: from where it was said to come from, or not. */
    void learn() {
        InetSocketAddress peer = latch.remote();
        if (peer != null && ice == null) {
            socket.learned(peer, latch.exact());
        }
    }

    void close() {
        if (dtls != null) {
            dtls.close();
        }
        socket.close(latch.trace());
    }
}
