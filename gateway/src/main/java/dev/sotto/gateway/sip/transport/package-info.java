/**
 * How SIP messages travel: {@link SipTransport} sends a message to a {@link Hop}, and hands up what comes in with the hop that
 * it came from (RFC 3261, 18).
 *
 * <p>Called by {@code gateway.sip}; knows messages, not transactions. All on the endpoint's event loop.
 */
@NullMarked
package dev.sotto.gateway.sip.transport;

import org.jspecify.annotations.NullMarked;
