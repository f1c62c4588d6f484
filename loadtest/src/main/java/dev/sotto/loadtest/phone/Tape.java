package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;
import io.netty.buffer.ByteBuf;

/**
 * Keeps what one call was on the wire, for whoever wants to measure again. Told on the telephone's loop; buffers are lent for the
 * time of the call; times are of {@link System#nanoTime}.
 */
public interface Tape {
    /** The call is answered, ACK sent, and this is what packets hold. */
    void begins(AudioFormat format, int payloadType, int keyPayloadType, long nanos);

    /** A packet of ours has left. */
    void sent(ByteBuf packet, long nanos);

    /** A packet of theirs has come. */
    void heard(ByteBuf packet, long nanos);

    /** An agent's answer to this caller's consult was sent. */
    void answered(long nanos);
}
