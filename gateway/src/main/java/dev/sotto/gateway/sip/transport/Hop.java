package dev.sotto.gateway.sip.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way of a message: where it came from, or where it goes.
 *
 * @param address of the peer's socket, resolved; where a connection is opened if there is none
 * @param connection the connection that it came by, to be used again for what goes back (RFC 5923) as long as it is open; null
 *     for UDP and where any connection to that address will do
 * @param domain whom a certificate must name when a TLS connection is opened (RFC 5922, 7); empty: the address itself
 */
public record Hop(
        Protocol protocol,
        InetSocketAddress address,
        @Nullable Connection connection,
        String domain) {
    public Hop(Protocol protocol, InetSocketAddress address, @Nullable Connection connection) {
        this(protocol, address, connection, "");
    }

    public static Hop udp(InetSocketAddress address) {
        return of(Protocol.UDP, address);
    }

    /** By whatever connection leads there. */
    public static Hop of(Protocol protocol, InetSocketAddress address) {
        return new Hop(protocol, address, null, "");
    }

    /** The same peer and protocol at another address, by whatever connection leads there. */
    public Hop at(InetSocketAddress other) {
        return other.equals(address) ? this : new Hop(protocol, other, null, domain);
    }

    /** The same connection; if it is gone, that address. */
    public Hop orAt(InetSocketAddress fallback) {
        return new Hop(protocol, fallback, connection, domain);
    }

    /** The same address by another protocol. */
    public Hop by(Protocol other) {
        return new Hop(other, address, null, domain);
    }

    /** Whether it leads back over a connection that is open now. */
    public boolean isLive() {
        return connection != null && connection.isOpen();
    }

    /** A connection of a stream transport; compared by identity. */
    public interface Connection {
        boolean isOpen();
    }
}
