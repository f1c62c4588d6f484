package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is for, before servers are located (RFC 3263, 4).
 *
 * @param host name, IPv4 address or IPv6 address in brackets
 * @param port 0 where none is given
 * @param transport what was asked for by {@code transport=}; null: whatever the host prefers
 * @param secure TLS on every way, as {@code sips:} demands
 */
public record SipTarget(String host, int port, @Nullable String transport, boolean secure) {
    /** By Request-URI or Route; {@code maddr} is not followed: it would let anyone aim our requests at a third party. */
    public static SipTarget of(SipUri uri) {
        return new SipTarget(
                uri.host(), uri.port(), uri.param("transport"), uri.scheme().equals("sips"));
    }

    /** Whether its host is an address. */
    public boolean isLiteral() {
        return new HostPort(host, port).literalAddress() != null;
    }

    /** The protocol where nothing but the target itself says it: asked for, or the scheme's; null for one that we don't have. */
    public @Nullable Protocol ownProtocol() {
        if (transport == null || transport.isEmpty()) {
            return secure ? Protocol.TLS : Protocol.UDP;
        }
        Protocol asked = Protocol.ofUri(transport);
        if (!secure || asked == null) {
            return asked;
        }
        return switch (asked) {
            case TCP, TLS -> Protocol.TLS;
            case WS, WSS -> Protocol.WSS;
            case UDP -> null;
        };
    }

    /** The one hop of a literal address; null for a name and for a transport that we don't have. */
    public @Nullable Hop literalHop() {
        Protocol protocol = ownProtocol();
        InetSocketAddress address = protocol == null
                ? null
                : new HostPort(host, port == 0 ? protocol.defaultPort() : port).literalAddress();
        return protocol == null || address == null ? null : new Hop(protocol, address, null, host);
    }
}
