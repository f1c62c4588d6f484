package dev.sotto.media.srtp;

/**
 * Which packets of one source were here: the highest index and the 64 below it (RFC 3711 section 3.3.2). Rollovers of the
 * 16-bit sequence number are estimated as in appendix A, so up to 2^15 packets may be lost in a row.
 */
final class PacketIndex {
    static final int WINDOW = 64;

    private static final int HALF = 1 << 15;

    private long highest = -1;
    private long seen;

    /** The most likely index of that sequence number; negative when it lies before the first one. */
    long estimate(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        int last = (int) (highest & 0xFFFF);
        long rollovers = highest >>> 16;
        if (last < HALF && sequence - last > HALF) {
            rollovers--;
        } else if (last >= HALF && last - HALF > sequence) {
            rollovers++;
        }
        return rollovers < 0 ? -1 : rollovers << 16 | sequence;
    }

    /** Whether that index can still come for the first time. */
    boolean isNew(long index) {
        long behind = highest - index;
        return behind < 0 || (behind < WINDOW && (seen >>> behind & 1) == 0);
    }

    /** Remembers it. Only for what is authenticated. */
    void add(long index) {
        long ahead = index - highest;
        if (highest < 0 || ahead >= WINDOW) {
            seen = 1;
            highest = index;
        } else if (ahead > 0) {
            seen = seen << ahead | 1;
            highest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }
}
