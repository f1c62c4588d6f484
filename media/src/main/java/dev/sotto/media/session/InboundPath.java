package dev.sotto.media.session;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.codec.DigitReceiver;
import dev.sotto.media.codec.KeyTones;
import dev.sotto.media.codec.TelephoneEvent;
import dev.sotto.media.jitter.FrameReader;
import dev.sotto.media.jitter.JitterBuffer;
import dev.sotto.media.jitter.PacketDecoder;
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
    private final SymmetricLatch latch;
    private final MediaMeters meters;
    private final DigitListener digitListener;
    private final RtpPacket packet = new RtpPacket();
    private final Reception reception = new Reception(AudioFormat.SAMPLE_RATE);
    private final DigitReceiver digits = new DigitReceiver();
    private final KeypadGate gate = new KeypadGate();
    private final JitterBuffer buffer;
    private final PacketDecoder decoder = new PacketDecoder();
    private final FrameReader reader;

    /** Only where the other side doesn't tell keys by telephone-events. */
    private @Nullable KeyTones tones;

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
        this.reader = new FrameReader(buffer, decoder);
    }

    interface DigitListener {
        void onDigit(char digit);
    }

    void use(Negotiated negotiated) {
        if (decoder.use(negotiated.sound().incoming())) {
            reader.reset();
        }
        tones = negotiated.sound().hearsKeys() ? null : tones != null ? tones : new KeyTones();
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
        PacketDecoder.Kind kind = decoder.kind(packet.payloadType());
        if (kind == PacketDecoder.Kind.UNKNOWN) {
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
        return kind == PacketDecoder.Kind.KEYS ? key() : sound(nowNanos);
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

    /** Sound, or a description of silence, which takes its turn like sound. */
    private MediaMeters.@Nullable Drop sound(long nowNanos) {
        AudioFormat format = decoder.format(packet.payloadType());
        if (format != null && packet.payloadLength() > format.maxPayloadBytes()) {
            return MediaMeters.Drop.MALFORMED;
        }
        if (format != null) {
            reception.clock(format.clockRate());
            reception.timed(packet.timestamp(), nowNanos);
        }
        return keep(packet.payloadLength()) ? null : MediaMeters.Drop.LATE;
    }

    private boolean keep(int length) {
        return buffer.put(packet.sequence(), packet.payloadType(), packet.buffer(), packet.payloadOffset(), length);
    }

    /** Keys are told at once, they don't wait for their turn in the buffer. */
    private MediaMeters.@Nullable Drop key() {
        keep(0);
        if (packet.payloadLength() < TelephoneEvent.BYTES) {
            return MediaMeters.Drop.MALFORMED;
        }
        char digit =
                digits.on(packet.timestamp(), packet.marker(), packet.buffer().getInt(packet.payloadOffset()));
        if (digit != DigitReceiver.NONE) {
            pressed(digit, KeypadGate.Way.EVENT, lastPacketNanos);
        }
        return null;
    }

    /** A press that was told by {@code way}: it is passed on unless another way has told it already. */
    void pressed(char key, KeypadGate.Way way, long nowNanos) {
        if (gate.admits(key, way, nowNanos)) {
            digitListener.onDigit(key);
        }
    }

    FrameReader.Frame read(short[] frame) {
        FrameReader.Frame kind = reader.read(frame);
        if (tones != null) {
            char key = tones.on(frame);
            if (key != KeyTones.NONE) {
                pressed(key, KeypadGate.Way.TONE, lastPacketNanos);
            }
        }
        return kind;
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
