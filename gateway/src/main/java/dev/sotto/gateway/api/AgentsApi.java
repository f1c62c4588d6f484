package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Principal;
import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is there to whisper, and how many cards they take at once. */
public final class AgentsApi {
    private static final List<String> PRESENCES = List.of("available", "busy", "away", "offline");
    private static final int MAX_CAPACITY = 20;

    private final Bus bus;

    public AgentsApi(Bus bus) {
        this.bus = bus;
    }

    public void addTo(Routes routes) {
        routes.get("/v1/agents", Role.ANYONE_KNOWN, this::list);
        routes.get("/v1/agents/me", Role.PEOPLE, this::me);
        routes.put("/v1/agents/me/presence", Role.PEOPLE, this::presence);
    }

    private Future<Reply> list(Request request) {
        return bus.ask(new ToDesk.Agents(), ToDesk.AgentList.class)
                .map(list -> Reply.ok(
                        new JsonObject().put("agents", ConversationJson.array(list.agents(), GuidanceJson::of))));
    }

    private Future<Reply> me(Request request) {
        return find(request.principal()).map(agent -> Reply.ok(GuidanceJson.of(agent)));
    }

    private Future<Reply> presence(Request request) {
        JsonBody body = request.body();
        String presence = body.text("presence", MAX_CAPACITY);
        if (!PRESENCES.contains(presence)) {
            throw Problem.invalid("'presence' must be one of " + String.join(", ", PRESENCES));
        }
        int capacity = (int) body.integer("capacity", 1, MAX_CAPACITY, 0);
        Integer voice = capacityOf(body, "capacity_voice");
        Integer chat = capacityOf(body, "capacity_chat");
        return (capacity == 0 ? capacityNow(request.principal()) : Future.succeededFuture(capacity))
                .compose(known -> bus.ask(
                        new ToDesk.SetPresence(request.principal().name(), presence, known, voice, chat),
                        ToDesk.AgentView.class))
                .map(agent -> Reply.ok(GuidanceJson.of(agent)));
    }

    private static @Nullable Integer capacityOf(JsonBody body, String field) {
        int capacity = (int) body.integer(field, 0, MAX_CAPACITY, -1);
        return capacity < 0 ? null : capacity;
    }

    /** A presence without a capacity leaves the capacity as it is. */
    private Future<Integer> capacityNow(Principal principal) {
        return find(principal).map(agent -> Math.max(1, agent.capacity()));
    }

    private Future<ToDesk.AgentView> find(Principal principal) {
        return bus.ask(new ToDesk.Agents(), ToDesk.AgentList.class)
                .map(list -> list.agents().stream()
                        .filter(agent -> agent.name().equals(principal.name()))
                        .findFirst()
                        .orElseGet(() -> new ToDesk.AgentView(
                                principal.name(), principal.role().wireName(), List.of(), "offline", 1, 0)));
    }
}
