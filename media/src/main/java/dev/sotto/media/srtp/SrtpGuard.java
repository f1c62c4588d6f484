package dev.sotto.media.srtp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of a call's SRTP. {@link #rekey} keeps a direction whose key has not changed as it is: its indices must go on
 * (RFC 4568 section 7.1.4). Call context only.
 */
public final class SrtpGuard implements PacketGuard {
    private SrtpKeys sending;
    private SrtpKeys receiving;
    private SrtpSender sender;
    private SrtpReceiver receiver;

    public SrtpGuard(SrtpKeys sending, SrtpKeys receiving) {
        this.sending = sending;
        this.receiving = receiving;
        sender = new SrtpSender(sending);
        receiver = new SrtpReceiver(receiving);
    }

    /** {@code guard} with these keys from now on, or a new one where it was none of ours. */
    public static SrtpGuard of(@Nullable PacketGuard guard, SrtpKeys sending, SrtpKeys receiving) {
        if (guard instanceof SrtpGuard srtp) {
            srtp.rekey(sending, receiving);
            return srtp;
        }
        return new SrtpGuard(sending, receiving);
    }

    private void rekey(SrtpKeys nowSending, SrtpKeys nowReceiving) {
        if (!nowSending.equals(sending)) {
            sending = nowSending;
            sender = new SrtpSender(nowSending);
        }
        if (!nowReceiving.equals(receiving)) {
            receiving = nowReceiving;
            receiver = new SrtpReceiver(nowReceiving);
        }
    }

    @Override
    public void protectRtp(ByteBuf packet) {
        sender.rtp(packet);
    }

    @Override
    public void protectRtcp(ByteBuf packet) {
        sender.rtcp(packet);
    }

    @Override
    public Verdict unprotectRtp(ByteBuf packet) {
        return receiver.rtp(packet);
    }

    @Override
    public Verdict unprotectRtcp(ByteBuf packet) {
        return receiver.rtcp(packet);
    }
}
