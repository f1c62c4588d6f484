package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.message.ToMemory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Rules that people's answers add up to, and how many consults people are still asked. */
public final class MemoryApi {
    private static final List<String> STATES =
            List.of("all", "proposed", "shadow", "on", "off", "expired", "rolled_back");
    private static final List<String> WANTED = List.of("shadow", "on", "off");
    private static final int MAX_DAYS = 366;
    private static final int MAX_STATE = 20;

    private final Bus bus;

    public MemoryApi(Bus bus) {
        this.bus = bus;
    }

    public void addTo(Routes routes) {
        routes.get("/v1/rules", Role.ANYONE_KNOWN, this::list);
        routes.get("/v1/rules/:id", Role.ANYONE_KNOWN, this::read);
        routes.post("/v1/rules/:id", Role.SUPERVISORS, this::set);
        routes.get("/v1/figures/consults", Role.ANYONE_KNOWN, this::consults);
    }

    private Future<Reply> list(Request request) {
        return bus.ask(new ToMemory.ListRules(request.oneOf("state", STATES)), ToMemory.RuleList.class)
                .map(list ->
                        Reply.ok(new JsonObject().put("rules", ConversationJson.array(list.rules(), MemoryJson::of))));
    }

    private Future<Reply> read(Request request) {
        return bus.ask(new ToMemory.ReadRule(request.id()), ToMemory.RuleDetail.class)
                .map(detail -> Reply.ok(MemoryJson.of(detail)));
    }

    private Future<Reply> set(Request request) {
        String state = request.body().text("state", MAX_STATE);
        if (!WANTED.contains(state)) {
            throw Problem.invalid("'state' must be one of " + String.join(", ", WANTED));
        }
        var wish = new ToMemory.SetRule(request.id(), state, request.principal().name());
        return bus.ask(wish, ToMemory.RuleDetail.class).map(detail -> Reply.ok(MemoryJson.of(detail)));
    }

    private Future<Reply> consults(Request request) {
        int days = (int) request.number("days", 1, MAX_DAYS, 30);
        return bus.ask(new ToMemory.Consults(days), ToMemory.ConsultFigures.class)
                .map(figures ->
                        Reply.ok(new JsonObject().put("days", ConversationJson.array(figures.days(), MemoryJson::of))));
    }
}
