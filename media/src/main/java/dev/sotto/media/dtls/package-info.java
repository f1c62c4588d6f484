/**
 * DTLS-SRTP (RFC 5763, RFC 5764): the handshake on the sound's own port that makes its keys.
 *
 * <p>{@code media.session} opens a {@link DtlsLink} per call and hands it every datagram whose first byte is 20 to 63, on the
 * call's event loop. Handshakes block, as BouncyCastle's do, and so run on the bounded workers of {@link Handshakes}, one of which
 * is there per process; a peer gets one only when its first message is here. The peer's certificate is checked against the
 * description's fingerprint within the handshake: keys, and so sound, exist only when it matched.
 */
@NullMarked
package dev.sotto.media.dtls;

import org.jspecify.annotations.NullMarked;
