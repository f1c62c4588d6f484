package dev.sotto.gateway.call;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What may happen in a call.
 *
 * @param maxHold a caller who keeps us on hold for longer is let go
 * @param trusted whom we believe who calls (RFC 3325)
 */
public record CallRules(Duration maxHold, TransferTargets transferTargets, Predicate<InetSocketAddress> trusted) {
    public static final CallRules DEFAULT =
            new CallRules(Duration.ofMinutes(30), TransferTargets.of(""), CallRules::isLocal);

    /** This machine. */
    public static boolean isLocal(InetSocketAddress peer) {
        return peer.getAddress().isLoopbackAddress();
    }
}
