package dev.sotto.gateway.sip.transport;

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
}
