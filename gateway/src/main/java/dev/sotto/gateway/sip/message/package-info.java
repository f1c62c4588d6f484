/**
 * SIP messages as values: {@link SipParser} makes them of octets, {@link SipWriter} makes octets of them (RFC 3261, 7 and 25).
 *
 * <p>Immutable records and functions without state, any thread. What cannot be read is a {@link SipSyntaxException} with its
 * position, or, for a whole message, a {@link MalformedMessage} that says how to answer it. Torture messages of RFC 4475 are
 * the corpus of the tests, JAIN-SIP's parser is the second opinion.
 *
 * <p>Called by every other package of {@code gateway.sip}.
 */
@NullMarked
package dev.sotto.gateway.sip.message;

import org.jspecify.annotations.NullMarked;
