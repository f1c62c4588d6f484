package dev.sotto.media.srtp;

import io.netty.buffer.ByteBuf;

/**
 * What stands between a call's packets and the wire. All of it works in place: a packet is the buffer's readable bytes, and
 * afterwards they are the protected, or the plain, one. Call context only.
 */
public interface PacketGuard {
    /** What came of an incoming packet. */
    enum Verdict {
        GENUINE,
        /** Too short, or no packet at all. */
        MALFORMED,
        /** Not of the peer's making, or changed on the way. */
        FORGED,
        /** Was here before, or is too old to tell. */
        REPLAYED
    }

    /** Lets everything through as it is. */
    PacketGuard PLAIN = new PlainGuard();

    void protectRtp(ByteBuf packet);

    void protectRtcp(ByteBuf packet);

    Verdict unprotectRtp(ByteBuf packet);

    Verdict unprotectRtcp(ByteBuf packet);
}
