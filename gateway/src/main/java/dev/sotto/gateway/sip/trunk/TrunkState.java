package dev.sotto.gateway.sip.trunk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a trunk. Immutable.
 *
 * @param reason why it is not registered; empty where it is, or where there was no answer yet
 * @param since when the registration came to be as it is
 * @param expires when it ends unless it is refreshed; null while there is none
 * @param reachable what the last OPTIONS said; null where none is sent or none is answered yet
 * @param serviceRoute routes that requests of ours take (RFC 3608)
 */
public record TrunkState(
        String trunk,
        Registered registration,
        String reason,
        Instant since,
        @Nullable Instant expires,
        @Nullable Boolean reachable,
        List<String> serviceRoute) {
    /** Whether a PBX or carrier knows where we are. */
    public enum Registered {
        /** Nothing is to be registered. */
        NONE,
        REGISTERING,
        REGISTERED,
        FAILED,
        /** Taken back, because we go down. */
        ENDED
    }

    public TrunkState {
        serviceRoute = List.copyOf(serviceRoute);
    }

    static TrunkState first(Trunk trunk, Instant now) {
        Registered registered = trunk.registration().isPresent() ? Registered.REGISTERING : Registered.NONE;
        return new TrunkState(trunk.name(), registered, "", now, null, null, List.of());
    }

    TrunkState with(Registered next, String why, Instant now, @Nullable Instant until, List<String> routes) {
        Instant changed = next == registration && why.equals(reason) ? since : now;
        return new TrunkState(trunk, next, why, changed, until, reachable, routes);
    }

    TrunkState with(boolean reached) {
        return new TrunkState(trunk, registration, reason, since, expires, reached, serviceRoute);
    }
}
