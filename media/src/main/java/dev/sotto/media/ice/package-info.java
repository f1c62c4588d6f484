/**
 * ICE, the lite side (RFC 8445 section 2.5, RFC 8839): connectivity checks (STUN, RFC 8489) are answered, none are made.
 *
 * <p>{@code media.session} hands every datagram whose first byte is below 4 to {@link IceLite}, on the call's event loop. A check
 * counts only with the password that our description named, so an address that passed is one where the peer really is; sound goes
 * to, and is taken from, no other. What arrives is hostile: lengths are checked once, nothing throws, nothing is remembered of
 * what isn't authentic.
 */
@NullMarked
package dev.sotto.media.ice;

import org.jspecify.annotations.NullMarked;
