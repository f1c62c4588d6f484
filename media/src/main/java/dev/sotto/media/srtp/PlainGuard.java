package dev.sotto.media.srtp;

import io.netty.buffer.ByteBuf;

/** For calls without encryption. */
final class PlainGuard implements PacketGuard {
    @Override
    public void protectRtp(ByteBuf packet) {
        // as it is
    }

    @Override
    public void protectRtcp(ByteBuf packet) {
        // as it is
    }

    @Override
    public Verdict unprotectRtp(ByteBuf packet) {
        return Verdict.GENUINE;
    }

    @Override
    public Verdict unprotectRtcp(ByteBuf packet) {
        return Verdict.GENUINE;
    }
}
