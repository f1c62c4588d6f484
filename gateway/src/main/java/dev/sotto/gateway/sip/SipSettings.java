package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.transport.TransportSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint presents itself and how much it takes.
 *
 * @param advertisedHost what Contact and Via say; null: the address the socket is bound to, or, bound to any address,
 *     the local one towards the peer
 * @param contactUser user part of our Contact
 * @param userAgent for {@code Server} and {@code User-Agent}
 * @param t1 RFC 3261's T1
 * @param retryAfterSeconds what 503 says
 * @param transports what there is beside UDP
 */
public record SipSettings(
        @Nullable String advertisedHost,
        String contactUser,
        String userAgent,
        Duration t1,
        int retryAfterSeconds,
        SipLimits limits,
        TransportSettings transports) {
    public static final SipSettings DEFAULT = new SipSettings(
            null, "sotto", "Sotto", Duration.ofMillis(500), 5, SipLimits.DEFAULT, TransportSettings.DEFAULT);

    public SipSettings {
        if (t1.toMillis() < 1 || t1.toMillis() > 10_000) {
            throw new IllegalArgumentException("t1 must be 1 ms to 10 s: " + t1);
        }
        if (retryAfterSeconds < 0) {
            throw new IllegalArgumentException("retryAfterSeconds must not be negative: " + retryAfterSeconds);
        }
        if (contactUser.isEmpty() || advertisedHost != null && advertisedHost.isBlank()) {
            throw new IllegalArgumentException("contactUser and advertisedHost must not be empty");
        }
    }

    public SipSettings withAdvertisedHost(@Nullable String host) {
        return new SipSettings(host, contactUser, userAgent, t1, retryAfterSeconds, limits, transports);
    }

    public SipSettings withT1(Duration time) {
        return new SipSettings(advertisedHost, contactUser, userAgent, time, retryAfterSeconds, limits, transports);
    }

    public SipSettings withLimits(SipLimits most) {
        return new SipSettings(advertisedHost, contactUser, userAgent, t1, retryAfterSeconds, most, transports);
    }

    public SipSettings withTransports(TransportSettings others) {
        return new SipSettings(advertisedHost, contactUser, userAgent, t1, retryAfterSeconds, limits, others);
    }
}
