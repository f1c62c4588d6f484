package dev.sotto.gateway.sip.transport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The transports of SIP (RFC 3261, 18; RFC 7118). */
public enum Protocol {
    UDP,
    TCP,
    TLS,
    WS,
    WSS;

    /** Whether it delivers by itself, so that nothing need be sent again (RFC 3261, 17). */
    public boolean reliable() {
        return this != UDP;
    }

    public boolean encrypted() {
        return this == TLS || this == WSS;
    }

    /** Browsers connect to us and cannot be connected to. */
    public boolean webSocket() {
        return this == WS || this == WSS;
    }

    /** Where it listens if nothing says otherwise (RFC 3261, 19.1.2; RFC 7118, 5.3). */
    public int defaultPort() {
        return switch (this) {
            case UDP, TCP -> 5060;
            case TLS -> 5061;
            case WS -> 80;
            case WSS -> 443;
        };
    }

    /** As in the {@code transport} parameter of a URI; what is encrypted is the scheme's business for WebSocket (RFC 7118, 5.2). */
    public String uriName() {
        return this == WSS ? "ws" : name().toLowerCase(Locale.ROOT);
    }

    /** The protocol of a {@code transport} parameter in any case; null for one that we don't have. */
    public static @Nullable Protocol ofUri(String name) {
        for (Protocol protocol : values()) {
            if (protocol.name().equalsIgnoreCase(name)) {
                return protocol;
            }
        }
        return null;
    }
}
