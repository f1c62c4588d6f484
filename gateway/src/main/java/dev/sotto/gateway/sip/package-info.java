/**
 * SIP transactions and the dialogs of calls that come in and go out (RFC 3261, 3262, 3263, 3311, 3326, 3515, 3581, 3891, 4028,
 * 4488, 5923, 6026, 6086, 6337).
 *
 * <p>Why our own stack: the reference implementation for Java owns its threads, had its last release in 2018 and costs
 * five times the CPU and three times the memory per call of what is here, which runs on the event loop of the verticle,
 * on a raw Netty channel, without a lock or a hand-over. That implementation is the second opinion of our tests.
 *
 * <p>Read in this order: {@link SipEndpoint} (sockets and clock) hands octets to {@code SipStack}, that to {@code SipParser}
 * and then to a transaction in {@code TransactionTable}; {@code UasCore} takes new requests. {@code UasCall} is a call that came
 * in up to its ACK, {@code UacCall} one of ours up to its answer, with {@code Forks} for the several dialogs that one INVITE may
 * open; {@code DialogCall} is what follows in either direction: {@code Renegotiation} (re-INVITE, UPDATE), {@code SessionTimer},
 * {@code Referral}. {@code ReliableProvisionals} and {@code ProvisionalAcks} are PRACK from both ends.
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
