package dev.sotto.loadtest.latency;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A call made of packets, both ways, that a tape keeps: a tone is speech, zeros are silence. Times are milliseconds from the ACK. */
final class WireCall {
    private static final long ACK = 7_000_000_000L;
    private static final long MILLI = 1_000_000;
    private static final int KEY_TYPE = 101;

    final CallTape tape = new CallTape();
    private final AudioCodec codec = AudioFormat.PCMU.open();
    private int sequence;

    WireCall() {
        tape.begins(AudioFormat.PCMU, 0, KEY_TYPE, ACK);
    }

    /** We say something from then to then, and nothing around it until {@code until}. */
    WireCall callerSays(int from, int to, int until) {
        for (int at = from; at < until; at += 20) {
            tape.sent(sound(at < to ? 6_000 : 0), ACK + at * MILLI);
        }
        return this;
    }

    WireCall serverSays(int from, int to) {
        for (int at = from; at < to; at += 20) {
            serverPacket(at, 6_000);
        }
        return this;
    }

    WireCall serverPacket(double at, int amplitude) {
        tape.heard(sound(amplitude), ACK + (long) (at * MILLI));
        return this;
    }

    WireCall key(int at) {
        for (int again = 0; again < 3; again++) {
            ByteBuf packet = Unpooled.buffer();
            RtpPacket.writeHeader(packet, KEY_TYPE, again == 0, sequence++, at * 8L, 1);
            packet.writeInt(0x05_0A_00_A0);
            tape.sent(packet, ACK + (at + 20L * again) * MILLI);
        }
        return this;
    }

    WireCall answered(int at) {
        tape.answered(ACK + at * MILLI);
        return this;
    }

    RecordedCall recorded() {
        return tape.recorded();
    }

    private ByteBuf sound(int amplitude) {
        short[] samples = new short[160];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (amplitude * Math.sin(i * 2 * Math.PI * 400 / 8_000));
        }
        byte[] coded = new byte[160];
        int bytes = codec.encode(samples, 0, samples.length, coded, 0);
        ByteBuf packet = Unpooled.buffer();
        RtpPacket.writeHeader(packet, 0, false, sequence++, 0, 1);
        return packet.writeBytes(coded, 0, bytes);
    }
}
