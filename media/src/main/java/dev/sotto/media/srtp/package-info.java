/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): packets that nobody on the way can read, change or send in the peer's place.
 *
 * <p>{@code media.session} calls it through {@link PacketGuard} at one place, on the call's event loop: behind the socket and
 * before anything looks at a packet, so that a forged one can't move the sound. The ciphers are the JDK's; what is here is their
 * use: key derivation, packet indices, the replay window. Keys never appear in {@code toString}, logs or exceptions.
 */
@NullMarked
package dev.sotto.media.srtp;

import org.jspecify.annotations.NullMarked;
