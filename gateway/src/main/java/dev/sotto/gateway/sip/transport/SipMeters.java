package dev.sotto.gateway.sip.transport;

/** Counters of an endpoint; called on its loop thread. Every tag has few values. */
public interface SipMeters {
    SipMeters NONE = new SipMeters() {};

    /** Why something that came in led to nothing. */
    enum Drop {
        KEEP_ALIVE,
        MALFORMED,
        STRAY_RESPONSE,
        STRAY_ACK,
        NO_ROUTE,
        /** The connection ended in the middle of a message. */
        TRUNCATED,
        FAILURE
    }

    /** Why a connection was not accepted, or ended by us. */
    enum Cut {
        /** There are too many already, in all or from that address. */
        TOO_MANY,
        /** Not connected, encrypted or upgraded in time, or not at all. */
        SET_UP,
        /** Its certificate was not believed. */
        UNTRUSTED,
        /** Nothing came for too long. */
        IDLE,
        /** One message took too long. */
        SLOW,
        /** What it sent could not be cut into messages. */
        BROKEN,
        /** It did not read what we sent. */
        OVERFLOW
    }

    /** A request came in; methods that we don't support are counted as {@code other}. */
    default void received(String method) {}

    default void received(int status) {}

    default void sent(int status) {}

    default void sent(String method) {}

    default void retransmissionReceived() {}

    default void retransmissionSent() {}

    /** It could not be parsed; it was answered where that was possible. */
    default void malformed() {}

    default void dropped(Drop why) {}

    /** How many INVITE dialogs there are now. */
    default void calls(int calls) {}

    /** How many server and client transactions there are now. */
    default void transactions(int transactions) {}

    /** How many connections of that protocol there are now. */
    default void connections(Protocol protocol, int open) {}

    /** A connection was opened: by the peer, or by us. */
    default void connected(Protocol protocol, boolean byPeer) {}

    default void cut(Protocol protocol, Cut why) {}

    /** Octets of messages and keep-alives, without what TLS and WebSocket add. */
    default void bytes(Protocol protocol, boolean received, int octets) {}
}
