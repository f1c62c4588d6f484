package dev.sotto.media.session;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides which address is the peer's. The first sound that fits wins, as behind a NAT the description's address is wrong; the
 * described address itself always wins; anyone else only after the peer has been silent for a while. Call context only.
 */
final class SymmetricLatch {
    private final long relatchNanos;
    private @Nullable InetSocketAddress described;
    private @Nullable InetSocketAddress current;
    private long lastNanos;

    SymmetricLatch(long relatchNanos) {
        this.relatchNanos = relatchNanos;
    }

    /** A description named the peer's address, or none that can be used. Another one than before begins anew. */
    void describe(@Nullable InetSocketAddress address) {
        if (described == null || !described.equals(address)) {
            described = address;
            current = null;
        }
    }

    /** Whether a packet that fits otherwise is the peer's. */
    boolean accept(InetSocketAddress from, long nowNanos) {
        boolean known = from.equals(current);
        if (!known) {
            boolean wins = current == null || from.equals(described) || nowNanos - lastNanos > relatchNanos;
            if (!wins) {
                return false;
            }
            current = from;
        }
        lastNanos = nowNanos;
        return true;
    }

    /** Whether the peer sends from exactly where its description says. */
    boolean exact() {
        return current != null && current.equals(described);
    }

    /** Where to send; null while nobody knows. */
    @Nullable
    InetSocketAddress remote() {
        return current != null ? current : described;
    }
}
