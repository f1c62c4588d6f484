package dev.sotto.media.session;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitSender;
import dev.sotto.media.codec.TelephoneEvent;
import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.rtp.SequenceNumbers;
import dev.sotto.media.sdp.AgreedSound;
import dev.sotto.media.sdp.Negotiated;
import io.netty.buffer.ByteBuf;

/**
 * Makes packets of the frames, sound or silence, of the length that the other side wants, so that numbers and timestamps never
 * stop. Timestamps run in the format's clock. Call context only; nothing allocates per packet but Opus.
 *
 * <p>A tick gives one frame: {@link #add} it, then {@link #write} while {@link #ready}; or {@link #writeKey} in its place.
 */
final class OutboundPath {
    private static final int FRAME_SAMPLES = FrameReader.FRAME_SAMPLES;
    private static final int SAMPLES_PER_MILLI = AudioFormat.SAMPLE_RATE / 1000;
    private static final int LONGEST_PACKET_SAMPLES = 60 * SAMPLES_PER_MILLI;

    private final int ssrc;
    private final byte[] coded = new byte[4 * LONGEST_PACKET_SAMPLES];
    private final short[] held = new short[LONGEST_PACKET_SAMPLES + FRAME_SAMPLES];
    private final DigitSender digits = new DigitSender();

    private AudioFormat format = AudioFormat.PCMU;
    private String parameters = "";
    private AudioCodec codec = format.open();
    private int packetSamples = FRAME_SAMPLES;
    private int payloadType;
    private int eventPayloadType = -1;

    /** Samples in {@link #held} that were sent already, and all that are in it. */
    private int heldFrom;

    private int heldTo;
    private int sequence;
    /** Of the first sample that was not sent yet. */
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

    /** The encoder goes on where the format stays the same. */
    void use(Negotiated negotiated) {
        AgreedSound sound = negotiated.sound();
        boolean same = sound.format() == format && sound.parameters().equals(parameters);
        if (!same || sound.packetMillis() * SAMPLES_PER_MILLI != packetSamples) {
            forget();
        }
        if (!same) {
            format = sound.format();
            parameters = sound.parameters();
            codec = format.open(parameters);
        }
        packetSamples = sound.packetMillis() * SAMPLES_PER_MILLI;
        payloadType = sound.payloadType();
        eventPayloadType = sound.eventPayloadType();
        digits.clock(sound.eventClockRate());
    }

    /** Frames that were not sent: hold, or a loop that stood still. */
    void skip(int frames) {
        forget();
        pass((long) frames * FRAME_SAMPLES);
        resuming = true;
    }

    /** Leaves out what waits for the rest of its packet. */
    private void forget() {
        pass(heldTo - heldFrom);
        heldFrom = 0;
        heldTo = 0;
    }

    private void pass(long samples) {
        timestamp += format.clockUnits(samples);
    }

    /** Keys are pressed only where the other side understands them. */
    boolean press(String keys) {
        return eventPayloadType >= 0 && digits.offer(keys);
    }

    /** Begins a tick. Returns true when a key is being pressed: the packet carries it instead of sound. */
    boolean pressing() {
        return digits.step(timestamp + format.clockUnits(heldTo - heldFrom));
    }

    void writeKey(ByteBuf into) {
        forget();
        RtpPacket.writeHeader(into, eventPayloadType, digits.marker(), sequence, digits.timestamp(), ssrc);
        into.writeInt(digits.word());
        sent(TelephoneEvent.BYTES, FRAME_SAMPLES);
    }

    /** Takes a tick's frame. */
    void add(short[] frame) {
        if (heldFrom > 0) {
            System.arraycopy(held, heldFrom, held, 0, heldTo - heldFrom);
            heldTo -= heldFrom;
            heldFrom = 0;
        }
        System.arraycopy(frame, 0, held, heldTo, FRAME_SAMPLES);
        heldTo += FRAME_SAMPLES;
    }

    /** Whether there is a whole packet to {@link #write}. */
    boolean ready() {
        return heldTo - heldFrom >= packetSamples;
    }

    void write(ByteBuf into) {
        int bytes = codec.encode(held, heldFrom, packetSamples, coded, 0);
        RtpPacket.writeHeader(into, payloadType, resuming, sequence, timestamp, ssrc);
        into.writeBytes(coded, 0, bytes);
        resuming = false;
        heldFrom += packetSamples;
        sent(bytes, packetSamples);
    }

    private void sent(int bytes, int samples) {
        sequence = SequenceNumbers.plus(sequence, 1);
        pass(samples);
        packets++;
        octets += bytes;
    }

    /** Timestamp of the next packet. */
    long timestamp() {
        return timestamp;
    }

    /** In which that runs. */
    int clockRate() {
        return format.clockRate();
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }
}
