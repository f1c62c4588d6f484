package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.HostPort;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a peer reaches us: the advertised host, or the one we are bound to, or the one that leads to the peer. Loop thread only. */
final class OwnAddress {
    private final @Nullable String advertisedHost;
    private final Map<Protocol, InetSocketAddress> bound = new EnumMap<>(Protocol.class);
    private @Nullable InetAddress lastPeer;
    private String lastLocalHost = "";

    OwnAddress(@Nullable String advertisedHost) {
        this.advertisedHost = advertisedHost;
    }

    void boundTo(Protocol protocol, InetSocketAddress local) {
        bound.put(protocol, local);
    }

    /** Where we don't listen by that protocol, we name where it would be: answers come on the connection. */
    HostPort towards(Hop peer) {
        InetSocketAddress local = bound.get(peer.protocol());
        int port = local == null ? peer.protocol().defaultPort() : local.getPort();
        if (advertisedHost != null) {
            return new HostPort(advertisedHost, port);
        }
        if (local != null && !local.getAddress().isAnyLocalAddress()) {
            return new HostPort(HostPort.text(local.getAddress()), port);
        }
        if (!peer.address().getAddress().equals(lastPeer)) {
            lastLocalHost = HostPort.text(localAddressTowards(peer.address()));
            lastPeer = peer.address().getAddress();
        }
        return new HostPort(lastLocalHost, port);
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
