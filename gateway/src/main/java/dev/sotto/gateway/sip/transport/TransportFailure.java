package dev.sotto.gateway.sip.transport;

/**
 * Why a message could not be delivered.
 *
 * @param detail for the log, in words
 */
public record TransportFailure(Kind kind, String detail) {
    /** What kind of failure, for decisions and counters. */
    public enum Kind {
        /** Nobody listens there, or doesn't answer in time. */
        REFUSED,
        /** The connection was lost with the message or its answer under way. */
        LOST,
        /** The certificate is not to be trusted, or names somebody else. */
        UNTRUSTED,
        /** We don't have that transport, or can't open connections of it. */
        UNSUPPORTED,
        /** We have too many connections, or the peer reads too slowly. */
        OVERLOADED
    }
}
