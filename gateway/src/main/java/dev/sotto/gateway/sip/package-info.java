/**
 * SIP transactions and the dialogs of calls that come in and go out (RFC 3261, 3311, 3326, 3515, 3581, 6026).
 *
 * <p>Why our own stack: the reference implementation for Java owns its threads, had its last release in 2018 and costs
 * five times the CPU and three times the memory per call of what is here, which runs on the event loop of the verticle,
 * on a raw Netty channel, without a lock or a hand-over. That implementation is the second opinion of our tests.
 *
 * <p>Read in this order: {@link SipEndpoint} (socket and clock) hands octets to {@code SipStack}, that to {@code SipParser}
 * and then to a transaction in {@code TransactionTable}; {@code UasCore} takes new requests, {@code UasCall} is one that came in up to its ACK, {@code DialogCall} what follows.
 * {@code UacCall} is one of ours up to its answer, with {@code Forks} for the several dialogs that one INVITE may open.
 * Values are records ({@code SipRequest}, {@code Via}, {@code NameAddr}, {@link SipUri}); what waits is a timer in the
 * {@code TimerWheel}. A refusal is a {@code Reply}, never an exception.
 *
 * <p>Called by {@code gateway.call} through {@link SipListener}, {@link IncomingCall}, {@link OutgoingCall} and their handlers. All on one event
 * loop thread, an endpoint per loop.
 */
@NullMarked
package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipUri;
import org.jspecify.annotations.NullMarked;
