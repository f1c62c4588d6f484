/**
 * A steady clock for packets that come late, twice, out of order or never.
 *
 * <p>{@link JitterBuffer} orders packets and decides how long to wait; {@link FrameReader} makes 20 ms frames of whatever
 * packet size the other side likes, has {@link PacketDecoder} decode them, and lets {@link LossConcealer} fill the holes. Used by {@code media.session} on the call's
 * event loop; nothing allocates per packet.
 */
@NullMarked
package dev.sotto.media.jitter;

import org.jspecify.annotations.NullMarked;
