/**
 * How SIP messages travel: {@link SipTransport} sends a message to a {@link Hop}, {@link SipReceiver} gets what comes in with the
 * hop that it came from (RFC 3261, 18), {@link SipRouter} says which hops lead to a name (RFC 3263).
 *
 * <p>Read in this order: {@link SipTransports} opens the sockets; {@code UdpTransport} is the one for datagrams, {@code
 * StreamTransport} has the connections: {@code ConnectionPipeline} puts TLS and WebSocket before a {@code SipConnection}, {@link
 * StreamFramer} cuts its stream into messages, {@code ConnectionTable} keeps count. {@link DnsRouter} asks the DNS through {@code
 * DnsNames}. A failure to deliver is a {@link TransportFailure} for the {@link SendWatcher}, never an exception.
 *
 * <p>Called by {@code gateway.sip}; knows messages, not transactions. All on the endpoint's event loop, several endpoints side by
 * side share nothing.
 */
@NullMarked
package dev.sotto.gateway.sip.transport;

import org.jspecify.annotations.NullMarked;
