package dev.sotto.gateway.api;

import dev.sotto.gateway.access.AccessControl;
import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.access.Session;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Sign-in and sign-out of people. */
public final class SessionsApi {
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_PASSWORD_CHARS = 200;

    /** Who has signed in may be on the way to their desk for so long. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);

    private final AccessControl access;
    private final Bus bus;
    private final InstantSource clock;

    public SessionsApi(AccessControl access, Bus bus, InstantSource clock) {
        this.access = access;
        this.bus = bus;
        this.clock = clock;
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
                .map(session -> {
                    Instant until = clock.instant().plus(ON_THE_WAY);
                    bus.tell(new ToDesk.SignedIn(session.principal().name(), until));
                    return Reply.created(json(session));
                });
    }

    private Future<Reply> signOut(Request request) {
        access.signOut(Objects.requireNonNull(request.credential()));
        bus.tell(new ToDesk.SignedIn(request.principal().name(), null));
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
