package dev.sotto.media.session;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitSender;
import dev.sotto.media.codec.TelephoneEvent;
import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.rtp.SequenceNumbers;
import dev.sotto.media.sdp.Negotiated;
import io.netty.buffer.ByteBuf;

/**
 * Makes one packet per tick, sound or silence, so that numbers and timestamps never stop. Call context only; nothing allocates
 * per packet.
 */
final class OutboundPath {
    private static final int FRAME_SAMPLES = FrameReader.FRAME_SAMPLES;

    private final int ssrc;
    private final byte[] coded = new byte[FRAME_SAMPLES];
    private final DigitSender digits = new DigitSender();

    private AudioCodec codec = AudioFormat.PCMU.open();
    private int payloadType;
    private int eventPayloadType = -1;
    private int sequence;
    private long timestamp;
    private boolean resuming = true;
    private long packets;
    private long octets;

    /** RFC 3550 asks for random first numbers. */
    OutboundPath(int ssrc, int firstSequence, int firstTimestamp) {
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xFFFF;
        this.timestamp = Integer.toUnsignedLong(firstTimestamp);
    }

    void use(Negotiated negotiated) {
        codec = negotiated.format().open();
        payloadType = negotiated.payloadType();
        eventPayloadType = negotiated.eventPayloadType();
    }

    /** Frames that were not sent: hold, or a loop that stood still. */
    void skip(int frames) {
        timestamp += (long) frames * FRAME_SAMPLES;
        resuming = true;
    }

    /** Keys are pressed only where the other side understands them. */
    boolean press(String keys) {
        return eventPayloadType >= 0 && digits.offer(keys);
    }

    /** Begins a tick. Returns true when a key is being pressed: the packet carries it instead of sound. */
    boolean pressing() {
        return digits.step(timestamp);
    }

    void writeKey(ByteBuf into) {
        RtpPacket.writeHeader(into, eventPayloadType, digits.marker(), sequence, digits.timestamp(), ssrc);
        into.writeInt(digits.word());
        sent(TelephoneEvent.BYTES);
    }

    void writeSound(short[] frame, ByteBuf into) {
        int bytes = codec.encode(frame, 0, frame.length, coded, 0);
        RtpPacket.writeHeader(into, payloadType, resuming, sequence, timestamp, ssrc);
        into.writeBytes(coded, 0, bytes);
        resuming = false;
        sent(bytes);
    }

    private void sent(int bytes) {
        sequence = SequenceNumbers.plus(sequence, 1);
        timestamp += FRAME_SAMPLES;
        packets++;
        octets += bytes;
    }

    /** Timestamp of the next packet. */
    long timestamp() {
        return timestamp;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }
}
