package dev.sotto.media.srtp;

/** One direction's cipher with its session keys. Packets lie at the beginning of arrays that have room for a tag behind them. */
interface SrtpCipher {
    /** Most bytes that protection adds: tag and index of SRTCP. */
    int OVERHEAD = 20;

    /** What {@code open} returns for a packet that isn't the peer's. */
    int FORGED = -1;

    /** What stands in the clear in front of an RTCP compound: header and sender. */
    int RTCP_CLEAR_BYTES = 8;

    /** Set in an SRTCP packet's index: encrypted. */
    int ENCRYPTED = 0x8000_0000;

    static SrtpCipher of(SrtpKeys keys) {
        return keys.suite().isAead() ? new GaloisMode(keys) : new CounterMode(keys);
    }

    /** Returns the new length. {@code index}: rollovers and sequence number, 48 bits. */
    int sealRtp(byte[] packet, int header, int length, long index);

    /** Returns the plain length, or {@link #FORGED}: then the packet is as it was or rubbish. */
    int openRtp(byte[] packet, int header, int length, long index);

    int sealRtcp(byte[] packet, int length, int index);

    int openRtcp(byte[] packet, int length);

    /** Where in a protected RTCP packet the index stands; negative for one too short. */
    int rtcpIndexAt(int length);
}
