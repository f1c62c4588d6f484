package dev.sotto.gateway.access;

import dev.sotto.gateway.web.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before a route, and before its body is read: 401 for nobody we know, 403 for the wrong role. */
final class Gate implements SecurityPolicyHandler {
    private static final String KEY = Principal.class.getName();

    private final AccessControl access;
    private final Set<Role> who;

    Gate(AccessControl access, Set<Role> who) {
        this.access = access;
        this.who = who;
    }

    /** Who passed the gate; null on a route without one. */
    static @Nullable Principal passed(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String credential = Credentials.of(ctx.request().headers());
        Principal principal = credential == null ? null : access.identify(credential);
        if (principal == null) {
            ctx.fail(unauthorized(credential));
        } else if (!who.contains(principal.role())) {
            ctx.fail(new Problem(
                    HttpResponseStatus.FORBIDDEN,
                    "forbidden",
                    "Not for a " + principal.role().wireName()));
        } else {
            ctx.put(KEY, principal);
            ctx.next();
        }
    }

    private static Problem unauthorized(@Nullable String credential) {
        String reason =
                credential == null ? "Sign in first, or send an API key" : "This token or key is not valid (any more)";
        return new Problem(HttpResponseStatus.UNAUTHORIZED, "unauthorized", reason);
    }
}
