package dev.sotto.gateway.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is signed in, in memory, at most {@code MAX} at once: past that the one that ends soonest makes room. Any thread. */
final class Sessions {
    static final Duration LASTS = Duration.ofHours(12);
    private static final int MAX = 10_000;
    private static final int TOKEN_BYTES = 32;

    private final Map<String, Session> byToken = new ConcurrentHashMap<>();
    private final SecureRandom random;

    Sessions(SecureRandom random) {
        this.random = random;
    }

    Session open(Principal principal, Instant now) {
        makeRoom(now);
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        var session =
                new Session(Base64.getUrlEncoder().withoutPadding().encodeToString(token), principal, now.plus(LASTS));
        byToken.put(session.token(), session);
        return session;
    }

    @Nullable
    Principal find(String token, Instant now) {
        Session session = byToken.get(token);
        if (session == null) {
            return null;
        }
        if (!now.isBefore(session.expiresAt())) {
            byToken.remove(token);
            return null;
        }
        return session.principal();
    }

    void close(String token) {
        byToken.remove(token);
    }

    private void makeRoom(Instant now) {
        if (byToken.size() < MAX) {
            return;
        }
        byToken.values().removeIf(session -> !now.isBefore(session.expiresAt()));
        if (byToken.size() >= MAX) {
            byToken.values().stream()
                    .min(Comparator.comparing(Session::expiresAt))
                    .ifPresent(session -> byToken.remove(session.token()));
        }
    }
}
