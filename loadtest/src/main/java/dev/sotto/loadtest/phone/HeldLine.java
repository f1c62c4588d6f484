package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.RtpPacket;
import dev.sotto.media.rtp.SequenceNumbers;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.Protection;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.srtp.PacketGuard;
import dev.sotto.media.srtp.SrtpGuard;
import dev.sotto.media.turn.Level;
import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One caller who only keeps the line: sends a {@link FrameLoop}, counts what comes, and listens to every
 * {@value #HEARD_OF} th packet. Nothing is made per packet, unless it is delayed. Loop only.
 */
final class HeldLine implements SoundPort.Receiver {
    private static final int HEARD_OF = 25;
    private static final int PACKET_BYTES = 512;
    private static final int MAX_PAYLOAD = 1280;

    private final HeldLines lines;
    private final String callId;
    private final Medium medium;
    private final Dialog dialog;
    private final Medium.Description own;
    private final SoundPort port;
    private final FrameLoop frames;
    private final BadLine badLine;
    private final int ssrc;

    // what is sent
    private @Nullable InetSocketAddress remote;
    private PacketGuard guard = PacketGuard.PLAIN;
    private int payloadType;
    private int sequence;
    private long timestamp;
    private int frame;
    private boolean first = true;
    private @Nullable DatagramPacket envelope;

    // what comes
    private final Punctuality punctuality = new Punctuality();
    private final RtpPacket packet = new RtpPacket();
    private AudioCodec codec;
    private long unfit;
    private boolean audible;
    private String trouble = "";

    /** What a line is made of. */
    record Parts(
            Medium medium,
            Dialog.Line who,
            Medium.Description description,
            SoundPort port,
            FrameLoop frames,
            BadLine badLine,
            int ssrc) {}

    HeldLine(HeldLines lines, String callId, Parts parts, int firstFrame) {
        this.lines = lines;
        this.callId = callId;
        this.medium = parts.medium();
        this.own = parts.description();
        this.port = parts.port();
        this.frames = parts.frames();
        this.badLine = parts.badLine();
        this.ssrc = parts.ssrc();
        this.sequence = ssrc >>> 8 & 0xFFFF;
        this.timestamp = Integer.toUnsignedLong(ssrc * 31);
        this.frame = firstFrame;
        this.codec = medium.format().open();
        this.dialog = new Dialog(parts.who(), lines::send, new Signals());
        port.take();
    }

    void dial(long nowNanos) {
        dialog.invite(own.sdp().offer(), nowNanos);
    }

    void on(SipMessage message, long nowNanos) {
        dialog.on(message, nowNanos);
    }

    void hangUp(long nowNanos) {
        dialog.hangUp(nowNanos);
    }

    SoundPort port() {
        return port;
    }

    String callId() {
        return callId;
    }

    /** Why we gave up; empty when we didn't. */
    String trouble() {
        return trouble;
    }

    boolean talking() {
        return dialog.talking();
    }

    /** Something that can be heard has come. */
    boolean audible() {
        return audible;
    }

    PacketCounts counts() {
        return punctuality.counts(unfit);
    }

    Injected injected() {
        return badLine.injected();
    }

    /** Every 20 ms. */
    void tick(long nowNanos) {
        dialog.tick(nowNanos);
        InetSocketAddress to = remote;
        if (to == null || !dialog.talking()) {
            return;
        }
        if (!badLine.withholds()) {
            send(to, nowNanos);
        }
        sequence = SequenceNumbers.plus(sequence, 1);
        timestamp += medium.format().clockUnits(SpokenPhrase.FRAME_SAMPLES);
        frame = (frame + 1) % frames.frames();
        first = false;
    }

    private void send(InetSocketAddress to, long nowNanos) {
        DatagramPacket next = envelope(to);
        ByteBuf content = next.content();
        RtpPacket.writeHeader(content, payloadType, first, sequence, timestamp, ssrc);
        content.writeBytes(frames.at(frame));
        guard.protectRtp(content);
        long delayNanos = badLine.delayNanos();
        if (delayNanos == 0) {
            port.send(next.retain());
        } else {
            envelope = null;
            lines.sendAt(nowNanos + delayNanos, port, next);
        }
    }

    /** Always the same buffer, unless the system is still holding it. */
    private DatagramPacket envelope(InetSocketAddress to) {
        DatagramPacket used = envelope;
        if (used == null || used.refCnt() > 1) {
            if (used != null) {
                used.release();
            }
            used = new DatagramPacket(port.newPacket(PACKET_BYTES), to);
            envelope = used;
        }
        return used;
    }

    @Override
    public void onPacket(ByteBuf bytes, long nowNanos) {
        if (packet.wrap(bytes) != RtpPacket.Flaw.NONE || packet.payloadType() != payloadType) {
            unfit += RtpPacket.looksLikeRtcp(bytes) ? 0 : 1;
            return;
        }
        punctuality.count(packet.sequence(), packet.timestamp(), nowNanos);
        boolean lost = badLine.ignores();
        if (!lost && (!audible || punctuality.packets() % HEARD_OF == 0)) {
            listen(bytes);
        }
    }

    private void listen(ByteBuf bytes) {
        if (guard.unprotectRtp(bytes) != PacketGuard.Verdict.GENUINE || packet.wrap(bytes) != RtpPacket.Flaw.NONE) {
            unfit++;
            return;
        }
        int length = Math.min(MAX_PAYLOAD, packet.payloadLength());
        byte[] payload = lines.payload();
        short[] samples = lines.samples();
        bytes.getBytes(packet.payloadOffset(), payload, 0, length);
        int heard = codec.decode(payload, 0, length, samples, 0);
        audible |= heard > 0 && Level.of(samples, 0, heard) > Level.AUDIBLE_DB;
    }

    private final class Signals implements Dialog.Listener {
        @Override
        public void answered(String description) {
            try {
                Negotiated agreed = own.sdp().accept(description);
                AudioFormat format = agreed.format();
                payloadType = agreed.payloadType();
                codec = format.open();
                punctuality.clockRate(format.clockRate());
                if (own.security().agreed().keys() instanceof Protection.Sdes keys) {
                    guard = new SrtpGuard(keys.sending(), keys.receiving());
                }
                remote = agreed.remoteRtp();
                if (remote == null) {
                    giveUp("the answer names no address for sound");
                } else {
                    port.expect(remote, HeldLine.this);
                }
            } catch (SdpException e) {
                giveUp("the answer's description is wrong: " + e.getMessage());
            }
        }

        private void giveUp(String why) {
            trouble = why;
            dialog.hangUp(lines.nanos());
        }

        @Override
        public void over(Dialog.Over how, int status, String reason) {
            port.leave(remote, HeldLine.this);
            if (envelope != null) {
                envelope.release();
            }
            lines.over(HeldLine.this, how, status, reason);
        }
    }
}
