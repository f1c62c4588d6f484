package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;

/** Hears the far end: which packets came, when, and whether anybody would hear what is in them. Loop only. */
final class Ear {
    private static final int MAX_SAMPLES = 2048;

    private final Punctuality punctuality = new Punctuality();
    private final RtpPacket packet = new RtpPacket();
    private final byte[] payload = new byte[MAX_SAMPLES];
    private final short[] samples = new short[MAX_SAMPLES];

    private AudioCodec codec = AudioFormat.PCMU.open();
    private int payloadType;
    private long unfit;

    void use(AudioFormat format, int type) {
        codec = format.open();
        payloadType = type;
        punctuality.clockRate(format.clockRate());
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
        punctuality.count(packet.sequence(), packet.timestamp(), nowNanos);
        int length = packet.payloadLength();
        bytes.getBytes(packet.payloadOffset(), payload, 0, length);
        int heard = codec.decode(payload, 0, length, samples, 0);
        return Level.of(samples, 0, heard) > Level.AUDIBLE_DB;
    }

    /** How far the stream's own clock is behind ours. */
    StreamClock clock() {
        return punctuality.clock();
    }

    PacketCounts counts() {
        return punctuality.counts(unfit);
    }
}
