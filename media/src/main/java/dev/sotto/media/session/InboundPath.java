package dev.sotto.media.session;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitReceiver;
import dev.sotto.media.codec.TelephoneEvent;
import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.jitter.JitterBuffer;
import dev.sotto.media.rtp.Reception;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.sdp.Negotiated;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * From a received packet to the next frame to listen to. The order of the checks is the order of what is cheap to forge: bytes,
 * payload number, address, source, sequence. Call context only; nothing allocates per packet.
 */
final class InboundPath {
    private static final int COMFORT_NOISE = 13;

    private final SymmetricLatch latch;
    private final MediaMeters meters;
    private final DigitListener digitListener;
    private final RtpPacket packet = new RtpPacket();
    private final Reception reception = new Reception(AudioFormat.CLOCK_RATE);
    private final DigitReceiver digits = new DigitReceiver();
    private final JitterBuffer buffer;
    private final FrameReader reader;

    private int payloadType;
    private int eventPayloadType;
    private int ssrc;
    private long received;
    private long discarded;
    private long lostOfEarlierSources;
    private long lastPacketNanos;

    InboundPath(SymmetricLatch latch, int jitterPackets, MediaMeters meters, DigitListener digitListener) {
        this.latch = latch;
        this.meters = meters;
        this.digitListener = digitListener;
        this.buffer = new JitterBuffer(jitterPackets);
        this.reader = new FrameReader(buffer, AudioFormat.PCMU.open());
    }

    interface DigitListener {
        void onDigit(char digit);
    }

    void use(Negotiated negotiated) {
        if (negotiated.payloadType() != payloadType) {
            reader.reset();
        }
        payloadType = negotiated.payloadType();
        eventPayloadType = negotiated.localEventPayloadType();
        reader.use(negotiated.format().open());
        latch.describe(negotiated.remoteRtp());
    }

    void onPacket(ByteBuf bytes, InetSocketAddress from, long nowNanos) {
        MediaMeters.Drop drop = take(bytes, from, nowNanos);
        if (drop != null) {
            meters.packetDropped(drop);
            boolean counted = drop == MediaMeters.Drop.DUPLICATE || drop == MediaMeters.Drop.LATE;
            discarded += counted ? 0 : 1;
        }
    }

    private MediaMeters.@Nullable Drop take(ByteBuf bytes, InetSocketAddress from, long nowNanos) {
        if (packet.wrap(bytes) != RtpPacket.Flaw.NONE) {
            return MediaMeters.Drop.MALFORMED;
        }
        int type = packet.payloadType();
        if (type != payloadType && type != eventPayloadType && type != COMFORT_NOISE) {
            return MediaMeters.Drop.UNKNOWN_PAYLOAD;
        }
        if (!latch.accept(from, packet.ssrc(), packet.sequence(), nowNanos)) {
            return MediaMeters.Drop.STRAY;
        }
        if (!reception.begun() || packet.ssrc() != ssrc) {
            newSource();
        }
        switch (reception.on(packet.sequence())) {
            case DUPLICATE -> {
                return MediaMeters.Drop.DUPLICATE;
            }
            case IMPLAUSIBLE -> {
                return MediaMeters.Drop.IMPLAUSIBLE;
            }
            case RESTARTED -> restart();
            case NEXT, REORDERED -> {
                // goes on
            }
        }
        received++;
        lastPacketNanos = nowNanos;
        return type == payloadType ? sound(nowNanos) : hollow(type);
    }

    private void newSource() {
        lostOfEarlierSources += reception.lost();
        ssrc = packet.ssrc();
        reception.reset();
        restart();
    }

    private void restart() {
        reader.reset();
        digits.reset();
    }

    private MediaMeters.@Nullable Drop sound(long nowNanos) {
        reception.timed(packet.timestamp(), nowNanos);
        boolean kept = buffer.put(packet.sequence(), packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        return kept ? null : MediaMeters.Drop.LATE;
    }

    /** Digits are told at once, they don't wait for their turn in the buffer; comfort noise is just silence. */
    private MediaMeters.@Nullable Drop hollow(int type) {
        buffer.put(packet.sequence(), packet.buffer(), packet.payloadOffset(), 0);
        if (type != eventPayloadType) {
            return null;
        }
        if (packet.payloadLength() < TelephoneEvent.BYTES) {
            return MediaMeters.Drop.MALFORMED;
        }
        char digit =
                digits.on(packet.timestamp(), packet.marker(), packet.buffer().getInt(packet.payloadOffset()));
        if (digit != DigitReceiver.NONE) {
            digitListener.onDigit(digit);
        }
        return null;
    }

    FrameReader.Frame read(short[] frame) {
        return reader.read(frame);
    }

    /** The network's silence is counted from here: at start, and when a hold ends. */
    void expectFrom(long nowNanos) {
        lastPacketNanos = nowNanos;
    }

    long lastPacketNanos() {
        return lastPacketNanos;
    }

    Reception reception() {
        return reception;
    }

    int ssrc() {
        return ssrc;
    }

    long received() {
        return received;
    }

    long lost() {
        return lostOfEarlierSources + reception.lost();
    }

    long late() {
        return buffer.late();
    }

    /** Too many at once: the oldest were never played. */
    long overflowed() {
        return buffer.dropped();
    }

    long discarded() {
        return discarded + buffer.dropped();
    }
}
