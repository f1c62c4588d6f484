package dev.sotto.gateway.api;

import dev.sotto.gateway.access.AccessControl;
import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.access.Session;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** Sign-in and sign-out of people. */
public final class SessionsApi {
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_PASSWORD_CHARS = 200;

    private final AccessControl access;

    public SessionsApi(AccessControl access) {
        this.access = access;
    }

    public void addTo(Routes routes) {
        routes.postOpen("/v1/sessions", this::signIn);
        routes.delete("/v1/sessions/current", Role.PEOPLE, this::signOut);
    }

    private Future<Reply> signIn(Request request) {
        JsonBody body = request.body();
        String name = body.text("name", MAX_NAME_CHARS);
        String password = body.secret("password", MAX_PASSWORD_CHARS);
        return access.signIn(request.vertx(), name, password, request.remoteAddress())
                .map(session -> Reply.created(json(session)));
    }

    private Future<Reply> signOut(Request request) {
        access.signOut(Objects.requireNonNull(request.credential()));
        return Future.succeededFuture(Reply.nothing());
    }

    private static JsonObject json(Session session) {
        return new JsonObject()
                .put("token", session.token())
                .put("name", session.principal().name())
                .put("role", session.principal().role().wireName())
                .put("expiresAt", session.expiresAt().toString());
    }
}
