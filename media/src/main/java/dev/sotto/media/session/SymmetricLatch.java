package dev.sotto.media.session;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides which address is the peer's. The described address always wins, at once. Behind a NAT the description is wrong: then
 * another address may be the peer's, when several packets in a row come from it, of one source and with numbers that go on. It
 * can't take over from a peer that is heard; after a silence it can, soon when it goes on with the peer's own source and numbers,
 * which nobody off the path knows, and late when it doesn't. Whoever comes first holds the place of the newcomer for as long as
 * its packets come. Call context only; nothing allocates per packet.
 */
final class SymmetricLatch {
    /** Packets in a row, 60 ms of sound, that a newcomer needs. */
    static final int PROBATION = 3;
    /** How many times longer the peer must have been silent for a source that isn't its own. */
    static final int STRANGER = 4;

    private static final int MAX_STEP = 3;
    private static final int MAX_GAP = 3_000;
    private static final long PATIENCE_NANOS = 200_000_000;

    private final long relatchNanos;
    private final Heard peer = new Heard();
    private final Heard newcomer = new Heard();
    private final Heard ghost = new Heard();
    private @Nullable InetSocketAddress described;
    private @Nullable InetSocketAddress current;
    private @Nullable InetSocketAddress candidate;
    private @Nullable InetSocketAddress shunned;
    private int inARow;

    SymmetricLatch(long relatchNanos) {
        this.relatchNanos = relatchNanos;
    }

    /** Who sent to a port last, and how far they had come. */
    record Trace(InetSocketAddress from, int ssrc, int sequence) {}

    /** For the next call on this port; null when nobody was heard. */
    @Nullable
    Trace trace() {
        InetSocketAddress from = current;
        return from == null ? null : new Trace(from, peer.ssrc, peer.sequence);
    }

    /**
     * The last call's peer may still be sending. What goes on with its source and numbers is not this call's, whatever comes
     * first; the same telephone may call again, as it then begins with other numbers.
     */
    void shun(@Nullable Trace last) {
        if (last != null) {
            shunned = last.from();
            ghost.on(last.ssrc(), last.sequence(), 0);
        }
    }

    /** The last packet of somebody's. */
    private static final class Heard {
        private int ssrc;
        private int sequence;
        private long atNanos;

        void on(int source, int number, long nowNanos) {
            ssrc = source;
            sequence = number;
            atNanos = nowNanos;
        }

        /** The same source, and a number at most {@code step} ahead. */
        boolean goesOn(int source, int number, int step) {
            int ahead = number - sequence & 0xFFFF;
            return source == ssrc && ahead >= 1 && ahead <= step;
        }
    }

    /** A description named the peer's address, or none that can be used. Another one than before begins anew. */
    void describe(@Nullable InetSocketAddress address) {
        if (described == null || !described.equals(address)) {
            described = address;
            current = null;
            candidate = null;
        }
    }

    /** Whether a packet that fits otherwise is the peer's. */
    boolean accept(InetSocketAddress from, int ssrc, int sequence, long nowNanos) {
        if (!from.equals(current)) {
            if (from.equals(shunned) && ghost.goesOn(ssrc, sequence, MAX_GAP)) {
                ghost.on(ssrc, sequence, nowNanos);
                return false;
            }
            boolean wins = from.equals(described)
                    || (mayBeReplaced(ssrc, sequence, nowNanos) && passes(from, ssrc, sequence, nowNanos));
            if (!wins) {
                return false;
            }
            current = from;
            candidate = null;
        }
        peer.on(ssrc, sequence, nowNanos);
        return true;
    }

    /** Whether the peer sends from exactly where its description says. */
    boolean exact() {
        return current != null && current.equals(described);
    }

    private boolean mayBeReplaced(int ssrc, int sequence, long nowNanos) {
        if (current == null) {
            return true;
        }
        long silence = nowNanos - peer.atNanos;
        boolean own = peer.goesOn(ssrc, sequence, MAX_GAP);
        return silence > (own ? relatchNanos : STRANGER * relatchNanos);
    }

    private boolean passes(InetSocketAddress from, int ssrc, int sequence, long nowNanos) {
        boolean vacant = candidate == null || nowNanos - newcomer.atNanos > PATIENCE_NANOS;
        if (!from.equals(candidate) && !vacant) {
            return false;
        }
        boolean next = from.equals(candidate) && !vacant && newcomer.goesOn(ssrc, sequence, MAX_STEP);
        inARow = next ? inARow + 1 : 1;
        candidate = from;
        newcomer.on(ssrc, sequence, nowNanos);
        return inARow >= PROBATION;
    }

    /** Where to send; null while nobody knows. */
    @Nullable
    InetSocketAddress remote() {
        return current != null ? current : described;
    }
}
