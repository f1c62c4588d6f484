package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.rtp.SequenceNumbers;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;

/**
 * Hears the far end: which packets came, when, and whether anybody would hear what is in them. Loop only.
 *
 * <p>A packet's own schedule is its timestamp counted from the promptest packet so far: lateness is what it adds to that. So
 * neither the network's constant delay nor the two clocks' zero matter.
 */
final class Ear {
    static final long LATE_NANOS = 10_000_000;

    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / AudioFormat.SAMPLE_RATE;
    private static final int MAX_SAMPLES = 2048;

    private final RtpPacket packet = new RtpPacket();
    private final byte[] payload = new byte[MAX_SAMPLES];
    private final short[] samples = new short[MAX_SAMPLES];

    private AudioCodec codec = AudioFormat.PCMU.open();
    private int payloadType;
    private boolean begun;
    private int highest;
    private long firstTimestamp;
    private long promptestNanos;
    private final StreamClock clock = new StreamClock();

    private long packets;
    private long lost;
    private long late;
    private long latestNanos;
    private long unfit;

    void use(AudioFormat format, int type) {
        codec = format.open();
        payloadType = type;
    }

    /** Takes one packet. True when it carries sound that can be heard. */
    boolean on(ByteBuf bytes, long nowNanos) {
        if (packet.wrap(bytes) != RtpPacket.Flaw.NONE
                || packet.payloadType() != payloadType
                || packet.payloadLength() == 0
                || packet.payloadLength() > MAX_SAMPLES) {
            unfit++;
            return false;
        }
        count(nowNanos);
        int length = packet.payloadLength();
        bytes.getBytes(packet.payloadOffset(), payload, 0, length);
        int heard = codec.decode(payload, 0, length, samples, 0);
        return Level.of(samples, 0, heard) > Level.AUDIBLE_DB;
    }

    private void count(long nowNanos) {
        packets++;
        if (!begun) {
            begun = true;
            highest = packet.sequence();
            firstTimestamp = packet.timestamp();
            promptestNanos = nowNanos;
            return;
        }
        int ahead = SequenceNumbers.ahead(packet.sequence(), highest);
        if (ahead > 0) {
            lost += ahead - 1;
            highest = packet.sequence();
        } else if (ahead < 0 && lost > 0) {
            lost--;
        }
        long dueNanos = SequenceNumbers.timestampAhead(packet.timestamp(), firstTimestamp) * NANOS_PER_SAMPLE;
        long offsetNanos = nowNanos - dueNanos;
        clock.packet(nowNanos, offsetNanos);
        if (offsetNanos - promptestNanos < 0) {
            promptestNanos = offsetNanos;
        }
        long latenessNanos = offsetNanos - promptestNanos;
        latestNanos = Math.max(latestNanos, latenessNanos);
        if (latenessNanos > LATE_NANOS) {
            late++;
        }
    }

    /** How far the stream's own clock is behind ours. */
    StreamClock clock() {
        return clock;
    }

    PacketCounts counts() {
        return new PacketCounts(packets, late, lost, unfit, latestNanos);
    }
}
