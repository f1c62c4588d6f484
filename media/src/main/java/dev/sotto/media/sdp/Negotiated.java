package dev.sotto.media.sdp;

import dev.sotto.media.codec.AudioFormat;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What both sides have agreed on.
 *
 * @param format of the sound both ways
 * @param payloadType number of that format in packets
 * @param eventPayloadType number under which we send keypad events; -1 when the other side takes none
 * @param localEventPayloadType number under which we receive them; -1 when not agreed
 * @param remoteRtp where to send; null when the other side named no usable address: its first packet tells
 * @param remoteRtcp where to send reports; null like {@code remoteRtp}
 * @param rtcpMux reports share the sound's port
 * @param direction as we see it
 * @param held the other side has put us on hold: it does not listen, or named the address 0.0.0.0
 */
public record Negotiated(
        AudioFormat format,
        int payloadType,
        int eventPayloadType,
        int localEventPayloadType,
        @Nullable InetSocketAddress remoteRtp,
        @Nullable InetSocketAddress remoteRtcp,
        boolean rtcpMux,
        Direction direction,
        boolean held) {
    /** Whether we may send sound. */
    public boolean sends() {
        return direction.sends() && !held;
    }

    /** Whether sound may be expected of the other side. */
    public boolean receives() {
        return direction.receives();
    }
}
