package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.phone.Tape;
import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import io.netty.buffer.ByteBuf;
import java.util.stream.IntStream;

/** Takes a call's packets apart by itself, so that what is measured again shares nothing with the live measurement. Loop only. */
final class CallTape implements Tape {
    private static final int MAX_SAMPLES = 2_048;

    private final RtpPacket packet = new RtpPacket();
    private final byte[] payload = new byte[MAX_SAMPLES];
    private final short[] decoded = new short[MAX_SAMPLES];
    private final Samples caller = new Samples();
    private final Samples server = new Samples();
    private final IntStream.Builder sentAt = IntStream.builder();
    private final IntStream.Builder heardAt = IntStream.builder();
    private final IntStream.Builder keysAt = IntStream.builder();
    private final IntStream.Builder answersAt = IntStream.builder();

    private AudioCodec ours = AudioFormat.PCMU.open();
    private AudioCodec theirs = AudioFormat.PCMU.open();
    private int payloadType;
    private int keyPayloadType = -1;
    private long ackNanos;
    private boolean begun;

    @Override
    public void begins(AudioFormat format, int type, int keyType, long nanos) {
        ours = format.open();
        theirs = format.open();
        payloadType = type;
        keyPayloadType = keyType;
        ackNanos = nanos;
        begun = true;
    }

    @Override
    public void sent(ByteBuf bytes, long nanos) {
        if (!begun || packet.wrap(bytes) != RtpPacket.Flaw.NONE) {
            return;
        }
        if (packet.payloadType() == keyPayloadType) {
            // RFC 4733 section 2.5.1.1: the marker bit stands on the first packet of a key
            if (packet.marker()) {
                keysAt.add(place(nanos));
            }
            return;
        }
        int at = place(nanos);
        int count = decode(ours);
        if (count > 0 && caller.put(at, decoded, count)) {
            sentAt.add(at);
        }
    }

    @Override
    public void heard(ByteBuf bytes, long nanos) {
        if (!begun || packet.wrap(bytes) != RtpPacket.Flaw.NONE || packet.payloadType() != payloadType) {
            return;
        }
        int at = place(nanos);
        int count = decode(theirs);
        if (count > 0 && server.put(at, decoded, count)) {
            heardAt.add(at);
        }
    }

    @Override
    public void answered(long nanos) {
        if (begun) {
            answersAt.add(place(nanos));
        }
    }

    private int decode(AudioCodec codec) {
        int length = packet.payloadLength();
        if (length == 0 || length > MAX_SAMPLES) {
            return 0;
        }
        packet.buffer().getBytes(packet.payloadOffset(), payload, 0, length);
        return codec.decode(payload, 0, length, decoded, 0);
    }

    private int place(long nanos) {
        return (int) ((nanos - ackNanos) / RecordedCall.NANOS_PER_SAMPLE);
    }

    /** Once, when the call is over. */
    RecordedCall recorded() {
        int length = Math.max(caller.length(), server.length());
        return new RecordedCall(
                caller.upTo(length),
                server.upTo(length),
                sentAt.build().toArray(),
                heardAt.build().toArray(),
                keysAt.build().toArray(),
                answersAt.build().toArray());
    }
}
