package dev.sotto.gateway.sip.transport;

import java.time.Duration;

/**
 * What connections may cost.
 *
 * @param most at once, those that we opened included
 * @param perAddress accepted from one address
 * @param setUp until it is connected, encrypted and upgraded
 * @param firstMessage from then until its first message has come, if the peer opened it
 * @param oneMessage from a message's first octet to its last
 * @param idle without anything coming or going, keep-alives included
 * @param queuedBytes what may wait for a peer that does not read; then it is cut
 */
public record ConnectionLimits(
        int most,
        int perAddress,
        Duration setUp,
        Duration firstMessage,
        Duration oneMessage,
        Duration idle,
        int queuedBytes) {
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(
            2_000,
            200,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            256 * 1024);

    public ConnectionLimits {
        if (most < 1 || perAddress < 1 || queuedBytes < 4096) {
            throw new IllegalArgumentException("limits too small: " + most + ", " + perAddress + ", " + queuedBytes);
        }
        if (setUp.isNegative() || firstMessage.isNegative() || oneMessage.isNegative() || idle.toSeconds() < 1) {
            throw new IllegalArgumentException("times must be positive");
        }
    }
}
