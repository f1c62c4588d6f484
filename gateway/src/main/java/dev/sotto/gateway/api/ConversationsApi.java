package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conversations: list, read, their journal; open and end them for integrators. */
public final class ConversationsApi {
    private static final int MAX_LISTED = 1_000;
    private static final int MAX_TASK_CHARS = 100;

    private final Bus bus;
    private final Journal journal;
    private final Conversations conversations;
    private final IntegratorChats chats;
    private final InstantSource clock;

    public ConversationsApi(
            Bus bus, Journal journal, Conversations conversations, IntegratorChats chats, InstantSource clock) {
        this.bus = bus;
        this.journal = journal;
        this.conversations = conversations;
        this.chats = chats;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get("/v1/conversations", Role.ANYONE_KNOWN, this::list);
        routes.post("/v1/conversations", Role.INTEGRATORS, this::open);
        routes.get("/v1/conversations/:id", Role.ANYONE_KNOWN, this::read);
        routes.delete("/v1/conversations/:id", Role.INTEGRATORS, this::end);
        routes.get("/v1/conversations/:id/journal", Role.ANYONE_KNOWN, this::journal);
    }

    private Future<Reply> list(Request request) {
        String state = request.oneOf("state", List.of("live", "ended"));
        int limit = (int) request.number("limit", 1, MAX_LISTED, 100);
        Future<JsonArray> listed = state.equals("live") ? live(limit) : ended(limit);
        return listed.map(array -> Reply.ok(new JsonObject().put("conversations", array)));
    }

    private Future<JsonArray> live(int limit) {
        return bus.liveConversations()
                .map(views ->
                        ConversationJson.array(views.subList(0, Math.min(limit, views.size())), ConversationJson::of));
    }

    private Future<JsonArray> ended(int limit) {
        return journal.list("ended", limit).map(rows -> ConversationJson.array(rows, ConversationJson::of));
    }

    private Future<Reply> read(Request request) {
        return conversations.find(request.id()).map(view -> Reply.ok(ConversationJson.of(view)));
    }

    private Future<Reply> journal(Request request) {
        return conversations.course(request.id()).map(course -> Reply.ok(CourseJson.of(course)));
    }

    private Future<Reply> open(Request request) {
        JsonBody body = request.body();
        Map<String, String> variables = new LinkedHashMap<>(body.variables("variables"));
        String task = body.optionalText("task", MAX_TASK_CHARS);
        if (task != null && !task.isEmpty()) {
            variables.put("task", task);
        }
        return chats.open(Map.copyOf(variables))
                .map(opened -> Reply.created(new JsonObject()
                        .put("conversation", opened.conversationId())
                        .put("resume", opened.resume())));
    }

    /** The end is told without a reply, so a question after it on the same way says when it has been heard. */
    private Future<Reply> end(Request request) {
        String id = request.id();
        return conversations
                .find(id)
                .compose(found -> {
                    bus.tell(new ToConversation.Gone(id, "ended_by_integrator", clock.instant()));
                    return conversations.find(id);
                })
                .map(heard -> Reply.nothing());
    }
}
