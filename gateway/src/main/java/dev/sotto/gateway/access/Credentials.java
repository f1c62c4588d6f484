package dev.sotto.gateway.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Where a request carries its token or API key. */
public final class Credentials {
    private static final String BEARER = "Bearer ";
    private static final String API_KEY = "X-Api-Key";

    private Credentials() {}

    /** From {@code Authorization: Bearer} or {@code X-Api-Key}, or null. */
    public static @Nullable String of(MultiMap headers) {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return headers.get(API_KEY);
    }
}
