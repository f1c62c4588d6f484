package dev.sotto.gateway.access;

import java.time.Instant;

/** A signed-in person; the token is a secret. */
public record Session(String token, Principal principal, Instant expiresAt) {
    @Override
    public String toString() {
        return "Session[" + principal + ", until " + expiresAt + "]";
    }
}
