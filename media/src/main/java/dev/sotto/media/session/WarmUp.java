package dev.sotto.media.session;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.AgreedSound;
import dev.sotto.media.sdp.Direction;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Sends packets of made-up voice through the packet path, without sockets, until the compiler has dealt with it. */
final class WarmUp {
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final short[] frame = new short[FrameReader.FRAME_SAMPLES];
    private final byte[] coded = new byte[FrameReader.FRAME_SAMPLES];
    private final ByteBuf packet = Unpooled.directBuffer(256);
    private final ByteBuf sent = Unpooled.directBuffer(256);

    /** {@code packets} both ways, in the formats that most calls have. Some microseconds each at first. */
    void run(MediaEngine.Parts parts, int packets) {
        for (AudioFormat format : List.of(AudioFormat.PCMU, AudioFormat.PCMA)) {
            InboundPath inbound = new InboundPath(
                    new SymmetricLatch(0), parts.settings().jitterPackets(), MediaMeters.NONE, digit -> {});
            OutboundPath outbound = new OutboundPath(1, 1, 1);
            Negotiated agreed = new Negotiated(
                    AgreedSound.of(format, format.staticPayloadType(), -1, -1),
                    NOWHERE,
                    NOWHERE,
                    false,
                    Direction.SENDRECV,
                    false);
            inbound.use(agreed);
            outbound.use(agreed);
            Listening listening = Listening.deaf(parts.settings().turn());
            for (int number = 0; number < packets; number++) {
                voice(number);
                int bytes = format.open().encode(frame, 0, frame.length, coded, 0);
                RtpPacket.writeHeader(packet, format.staticPayloadType(), false, number & 0xFFFF, number * 160L, 1);
                packet.writeBytes(coded, 0, bytes);
                once(inbound, outbound, listening, number * PlayoutClock.FRAME_NANOS);
            }
        }
        packet.release();
        sent.release();
    }

    private void once(InboundPath inbound, OutboundPath outbound, Listening listening, long nowNanos) {
        inbound.onPacket(packet, NOWHERE, nowNanos);
        inbound.read(frame);
        listening.accept(frame, nowNanos);
        outbound.add(frame);
        outbound.write(sent);
        listening.played(Level.of(frame, 0, frame.length), false, nowNanos);
    }

    /** A second of voice, a second of silence. */
    private void voice(int number) {
        boolean speaks = number % 100 < 50;
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (speaks ? (i * 37 % 400 - 200) * (10 + number % 20) : 0);
        }
    }
}
