package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What both sides have agreed on.
 *
 * @param sound formats and their numbers
 * @param remoteRtp where to send; null when the other side named no usable address: its first packet tells
 * @param remoteRtcp where to send reports; null like {@code remoteRtp}
 * @param rtcpMux reports share the sound's port
 * @param direction as we see it
 * @param held the other side has put us on hold: it does not listen, or named the address 0.0.0.0
 */
public record Negotiated(
        AgreedSound sound,
        @Nullable InetSocketAddress remoteRtp,
        @Nullable InetSocketAddress remoteRtcp,
        boolean rtcpMux,
        Direction direction,
        boolean held) {
    /** Format of what we send. */
    public AudioFormat format() {
        return sound.format();
    }

    /** Number of that format in our packets. */
    public int payloadType() {
        return sound.payloadType();
    }

    /** Number under which we send keypad events; -1 when the other side takes none. */
    public int eventPayloadType() {
        return sound.eventPayloadType();
    }

    /** Whether we may send sound. */
    public boolean sends() {
        return direction.sends() && !held;
    }

    /** Whether sound may be expected of the other side. */
    public boolean receives() {
        return direction.receives();
    }
}
