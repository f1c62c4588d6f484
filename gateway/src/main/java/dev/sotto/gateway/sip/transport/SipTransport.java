package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipMessage;

/** Sends a message; what fails to leave counts as lost on the way, which timers mend. */
public interface SipTransport {
    void send(SipMessage message, Hop to);

    /** Sends an empty line that keeps a NAT's mapping to that peer open (RFC 5626, 3.5.1); over UDP, where no stream says it. */
    default void keepAlive(Hop to) {}

    /** The address that the peer reaches us at, for Via and Contact. */
    HostPort addressTowards(Hop peer);
}
