package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;

/** Sends a message; what fails to leave counts as lost on the way, which timers mend. */
interface SipTransport {
    void send(SipMessage message, InetSocketAddress to);

    /** The address that the peer reaches us at, for Via and Contact. */
    HostPort addressTowards(InetSocketAddress peer);
}
