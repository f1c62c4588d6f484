package dev.sotto.loadtest.phone;

import dev.sotto.media.sdp.LocalMedia;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.SdpException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One dialog of a caller with its own port for sound. The voice is the caller's: it speaks on one leg at a time. Loop only. */
final class Leg {
    private static final int PACKET_BYTES = 256;
    private static final long NEVER = -1;

    private final Telephone telephone;
    private final Dialog.Line line;
    private final Listener listener;
    private final Dialog dialog;
    private final Channel rtp;
    private final OfferAnswer sdp;
    private final Ear ear = new Ear();
    private @Nullable Negotiated agreed;

    private long dialledNanos;
    private long answeredNanos = NEVER;
    private long firstSoundNanos = NEVER;
    private long endedNanos = NEVER;
    private String end = "";

    /** Told each change once; {@code heard} each packet with sound. */
    interface Listener {
        void answered(Leg leg);

        /** The packet is only lent. */
        void received(Leg leg, ByteBuf packet, long nowNanos);

        void heard(Leg leg, long nowNanos);

        boolean referred(Leg leg, Referral to);

        void over(Leg leg, Dialog.Over how, int status, String reason);

        /** The answer can't be understood. */
        void unusable(Leg leg, String why);
    }

    Leg(Telephone telephone, Dialog.Line line, InetSocketAddress server, int ssrc, Listener listener) {
        this.telephone = telephone;
        this.line = line;
        this.listener = listener;
        this.rtp = telephone.openSound(this::onPacket);
        this.sdp = new OfferAnswer(
                new LocalMedia(telephone.localAddress().getHostAddress(), Datagrams.port(rtp), ssrc & 0x7FFFFFFFL));
        this.dialog = new Dialog(line, message -> telephone.send(message, server), new Signals());
    }

    String callId() {
        return line.callId();
    }

    Dialog dialog() {
        return dialog;
    }

    Ear ear() {
        return ear;
    }

    boolean isAnswered() {
        return answeredNanos != NEVER;
    }

    void dial(long nowNanos) {
        dialledNanos = nowNanos;
        dialog.invite(sdp.offer(), nowNanos);
    }

    /** From now on the voice speaks as this leg's other side understands it. */
    void speaks(Mouth mouth) {
        if (agreed != null) {
            mouth.use(agreed.format(), agreed.payloadType(), agreed.eventPayloadType());
        }
    }

    void begins(Tape tape) {
        if (agreed != null) {
            tape.begins(agreed.format(), agreed.payloadType(), agreed.eventPayloadType(), answeredNanos);
        }
    }

    long answeredNanos() {
        return answeredNanos;
    }

    /** One frame out; {@code tape} keeps it. */
    Mouth.Moment send(Mouth mouth, @Nullable Tape tape) {
        if (agreed == null) {
            return Mouth.Moment.NOTHING;
        }
        ByteBuf packet = rtp.alloc().directBuffer(PACKET_BYTES);
        Mouth.Moment moment = mouth.tick(packet);
        if (tape != null) {
            tape.sent(packet, telephone.nanos());
        }
        rtp.writeAndFlush(new DatagramPacket(packet, agreed.remoteRtp()), rtp.voidPromise());
        return moment;
    }

    private void onPacket(DatagramPacket packet) {
        long nowNanos = telephone.nanos();
        if (agreed == null) {
            return;
        }
        listener.received(this, packet.content(), nowNanos);
        if (ear.on(packet.content(), nowNanos)) {
            firstSoundNanos = firstSoundNanos == NEVER ? nowNanos : firstSoundNanos;
            listener.heard(this, nowNanos);
        }
    }

    LegResult result(long originNanos) {
        return new LegResult(
                line.callId(),
                line.user() + "@" + line.server(),
                dialledNanos - originNanos,
                since(answeredNanos, originNanos),
                since(firstSoundNanos, originNanos),
                since(endedNanos, originNanos),
                end,
                ear.counts());
    }

    private static long since(long nanos, long originNanos) {
        return nanos == NEVER ? NEVER : nanos - originNanos;
    }

    private final class Signals implements Dialog.Listener {
        @Override
        public void answered(String description) {
            try {
                Negotiated negotiated = sdp.accept(description);
                ear.use(negotiated.format(), negotiated.payloadType());
                agreed = negotiated;
            } catch (SdpException e) {
                listener.unusable(Leg.this, "the answer's description is wrong: " + e.getMessage());
                return;
            }
            answeredNanos = telephone.nanos();
            listener.answered(Leg.this);
        }

        @Override
        public boolean referred(Referral to) {
            return listener.referred(Leg.this, to);
        }

        @Override
        public void over(Dialog.Over how, int status, String reason) {
            rtp.close();
            endedNanos = telephone.nanos();
            end = switch (how) {
                case REFUSED -> status + " " + reason;
                case UNANSWERED -> "not answered";
                case CANCELLED -> "cancelled";
                case WE_HUNG_UP -> "we hung up";
                case THEY_HUNG_UP -> "they hung up";
            };
            listener.over(Leg.this, how, status, reason);
        }
    }
}
