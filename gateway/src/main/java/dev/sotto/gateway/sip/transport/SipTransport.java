package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipMessage;

/** Sends messages; opens connections where one is needed and there is none. Loop thread only. */
public interface SipTransport {
    /**
     * Sends a message: over the hop's connection, else over any to its address, else over a new one.
     *
     * @param watcher hears of a failure, never before this returns
     */
    void send(SipMessage message, Hop to, SendWatcher watcher);

    /** Sends what nobody waits for: what fails to leave counts as lost on the way. */
    default void send(SipMessage message, Hop to) {
        send(message, to, SendWatcher.NOBODY);
    }

    /** The address that the peer reaches us at, for Via and Contact. */
    HostPort addressTowards(Hop peer);
}
