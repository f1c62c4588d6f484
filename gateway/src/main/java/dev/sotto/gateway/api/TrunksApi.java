package dev.sotto.gateway.api;

import dev.sotto.config.TrunkSettings;
import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkState;
import dev.sotto.gateway.web.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PBXs and carriers: registered or not, reachable or not, how many calls. */
public final class TrunksApi {
    private static final Set<Role> OPERATORS = Set.copyOf(EnumSet.of(Role.SUPERVISOR, Role.INTEGRATOR));

    private final TrunkBoard board;

    public TrunksApi(TrunkBoard board) {
        this.board = board;
    }

    public void addTo(Routes routes) {
        routes.get("/v1/trunks", OPERATORS, this::list);
    }

    private Future<Reply> list(Request request) {
        JsonArray trunks = new JsonArray();
        board.trunks().list().forEach(trunk -> trunks.add(of(trunk)));
        return Future.succeededFuture(Reply.ok(new JsonObject().put("trunks", trunks)));
    }

    private JsonObject of(Trunk trunk) {
        TrunkState state = board.of(trunk);
        return new JsonObject()
                .put("name", trunk.name())
                .put("registration", state.registration().name().toLowerCase(Locale.ROOT))
                .put("reason", state.reason())
                .put("since", state.since().toString())
                .put("expires", text(state.expires()))
                .put(
                        "registrar",
                        trunk.registration()
                                .map(TrunkSettings.Registration::server)
                                .orElse(null))
                .put("reachable", state.reachable())
                .put("calls", board.calls(trunk))
                .put("max_calls", trunk.maxCalls());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
