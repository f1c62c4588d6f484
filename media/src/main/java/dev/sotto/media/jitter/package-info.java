/**
 * A steady clock for packets that come late, twice, out of order or never.
 *
 * <p>{@link JitterBuffer} orders packets and decides how long to wait; {@link FrameReader} makes 20 ms frames of whatever
 * packet size the other side likes, has {@link PacketDecoder} decode them, and lets {@link LossConcealer} fill the holes. Used by
 * {@code media.session} on the call's event loop; nothing allocates per packet.
 *
 * <p>A buffer that is too full is emptied by taking single pitch periods out of the sound ({@link TimeScale}), which also takes up
 * a sender's clock that is faster than ours. A slower clock runs it dry for a frame now and then; that frame is made up like a lost
 * one and delays what follows by as much, so nothing else is needed for growing.
 */
@NullMarked
package dev.sotto.media.jitter;

import org.jspecify.annotations.NullMarked;
