package dev.sotto.gateway.call;

import java.time.Duration;

/**
 * What may happen in a call.
 *
 * @param maxHold a caller who keeps us on hold for longer is let go
 */
public record CallRules(Duration maxHold, TransferTargets transferTargets) {
    public static final CallRules DEFAULT = new CallRules(Duration.ofMinutes(30), TransferTargets.of(""));
}
