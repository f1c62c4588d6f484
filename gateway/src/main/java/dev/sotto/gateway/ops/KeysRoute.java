package dev.sotto.gateway.ops;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.Router;

/**
 * {@code /.well-known/jwks.json}: the public key that approvals are signed with (RFC 7517), for tools' own services. Open: it
 * opens nothing.
 */
public final class KeysRoute {
    private static final String JWK_SET = "application/jwk-set+json";
    private static final String FOR_FIVE_MINUTES = "public, max-age=300";

    private final String keys;

    /** @param keys a JWK set of public keys */
    public KeysRoute(String keys) {
        this.keys = keys;
    }

    public void addTo(Router router) {
        router.get("/.well-known/jwks.json")
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaderNames.CONTENT_TYPE, JWK_SET)
                        .putHeader(HttpHeaderNames.CACHE_CONTROL, FOR_FIVE_MINUTES)
                        .end(keys));
    }
}
