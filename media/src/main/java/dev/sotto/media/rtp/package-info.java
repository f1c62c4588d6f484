/**
 * RTP and RTCP on the wire (RFC 3550, RFC 3551, RFC 5761): reading and writing packets in place, serial arithmetic and
 * what a receiver counts.
 *
 * <p>Called by {@code media.session}. Nothing here owns a thread, a socket or a clock, and nothing allocates per packet.
 * Input is hostile: a packet that lies about its lengths is a {@link RtpPacket.Flaw}, never an exception.
 */
@NullMarked
package dev.sotto.media.rtp;

import org.jspecify.annotations.NullMarked;
