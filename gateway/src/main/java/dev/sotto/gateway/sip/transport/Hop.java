package dev.sotto.gateway.sip.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One step on the way of a message: where it came from, or where it goes.
 *
 * @param address of the peer's socket, resolved
 * @param connection the connection that it came by, to be used again for what goes back (RFC 5923); null for UDP and where any
 *     connection to that address will do
 */
public record Hop(
        Protocol protocol,
        InetSocketAddress address,
        @Nullable Connection connection) {
    public static Hop udp(InetSocketAddress address) {
        return new Hop(Protocol.UDP, address, null);
    }

    /** The same peer and protocol at another address, by whatever connection leads there. */
    public Hop at(InetSocketAddress other) {
        return other.equals(address) ? this : new Hop(protocol, other, null);
    }

    /** A connection of a stream transport; compared by identity. */
    public interface Connection {
        boolean isOpen();
    }
}
