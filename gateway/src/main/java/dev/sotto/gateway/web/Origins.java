package dev.sotto.gateway.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may talk to a socket. Browsers name the page's origin in the handshake and send cookies and credentials to
 * whoever asks, so the server must look (RFC 6455, section 10.2). Clients that aren't browsers send none and may.
 */
public record Origins(Set<String> allowed) {
    public static final Origins ANY = new Origins(Set.of("*"));
    /** Only pages that this server served itself. */
    public static final Origins SAME = new Origins(Set.of());

    public Origins {
        allowed = Set.copyOf(allowed);
    }

    public boolean allow(HttpServerRequest request) {
        return allow(request.getHeader(HttpHeaderNames.ORIGIN), request.authority());
    }

    /** @param authority host and port that the client asked for */
    public boolean allow(@Nullable String origin, @Nullable HostAndPort authority) {
        return origin == null || allowed.contains("*") || allowed.contains(origin) || isSame(origin, authority);
    }

    private static boolean isSame(String origin, @Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        try {
            URI uri = URI.create(origin);
            int standard = "https".equals(uri.getScheme()) ? 443 : 80;
            int port = uri.getPort() < 0 ? standard : uri.getPort();
            int own = authority.port() < 0 ? standard : authority.port();
            return authority.host().equalsIgnoreCase(uri.getHost()) && port == own;
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
