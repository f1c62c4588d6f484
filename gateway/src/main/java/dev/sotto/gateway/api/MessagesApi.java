package dev.sotto.gateway.api;

import dev.sotto.gateway.access.Request;
import dev.sotto.gateway.access.Role;
import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.web.JsonBody;
import dev.sotto.gateway.web.Reply;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Words into a conversation and out of it, and who speaks: the assistant or a person. */
public final class MessagesApi {
    private static final int MAX_TEXT_CHARS = 4_000;
    private static final int MAX_ID_CHARS = 64;
    private static final int MAX_WAIT_SECONDS = 25;

    private final Conversations conversations;
    private final IntegratorChats chats;
    private final MessageWaiters waiters;
    private final InstantSource clock;

    public MessagesApi(
            Conversations conversations, IntegratorChats chats, MessageWaiters waiters, InstantSource clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.waiters = waiters;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get("/v1/conversations/:id/messages", Role.ANYONE_KNOWN, this::read);
        routes.post("/v1/conversations/:id/messages", Role.ANYONE_KNOWN, this::say);
        routes.post("/v1/conversations/:id/whisper", Role.PEOPLE, this::whisper);
        routes.post("/v1/conversations/:id/take-over", Role.PEOPLE, this::takeOver);
        routes.post("/v1/conversations/:id/hand-back", Role.PEOPLE, this::handBack);
    }

    private Future<Reply> read(Request request) {
        String id = request.id();
        long after = request.number("after", 0, Long.MAX_VALUE, 0);
        Duration wait = Duration.ofSeconds(request.number("wait", 0, MAX_WAIT_SECONDS, 0));
        chats.touched(id);
        if (wait.isZero()) {
            return conversations.find(id).map(view -> Reply.ok(linesAfter(after, view)));
        }
        var waiter = waiters.await(id, after, wait);
        return conversations
                .find(id)
                .compose(view -> hasNews(view, after)
                        ? Future.succeededFuture(view)
                        : waiter.news().compose(n -> conversations.find(id)))
                .map(view -> Reply.ok(linesAfter(after, view)))
                .onComplete(done -> waiter.cancel());
    }

    private static boolean hasNews(ConversationView view, long after) {
        return view.state().equals("ended") || view.transcript().stream().anyMatch(line -> line.number() > after);
    }

    private static JsonObject linesAfter(long after, ConversationView view) {
        var lines =
                view.transcript().stream().filter(line -> line.number() > after).toList();
        long last = lines.isEmpty() ? after : lines.get(lines.size() - 1).number();
        return new JsonObject()
                .put("messages", ConversationJson.array(lines, ConversationJson::of))
                .put("last", last)
                .put("state", view.state());
    }

    private Future<Reply> say(Request request) {
        JsonBody body = request.body();
        String text = body.text("text", MAX_TEXT_CHARS);
        String given = body.optionalText("id", MAX_ID_CHARS);
        String messageId = given == null || given.isEmpty() ? UUID.randomUUID().toString() : given;
        return conversations
                .ask(words(request, text, messageId), Ok.class)
                .map(ok -> Reply.ok(new JsonObject().put("ack", messageId)));
    }

    /** An integrator speaks for the customer, a person for themselves. */
    private ToConversation words(Request request, String text, String messageId) {
        String id = request.id();
        if (request.principal().isIntegrator()) {
            chats.touched(id);
            return new ToConversation.UtteranceHeard(id, text, 1, Source.TEXT, messageId, null, clock.instant());
        }
        return new ToConversation.AgentSaid(id, request.principal().name(), text, false, clock.instant());
    }

    private Future<Reply> whisper(Request request) {
        String text = request.body().text("text", MAX_TEXT_CHARS);
        return done(
                new ToConversation.AgentSaid(request.id(), request.principal().name(), text, true, clock.instant()));
    }

    private Future<Reply> takeOver(Request request) {
        return done(
                new ToConversation.TakeOver(request.id(), request.principal().name(), clock.instant()));
    }

    private Future<Reply> handBack(Request request) {
        return done(
                new ToConversation.HandBack(request.id(), request.principal().name(), clock.instant()));
    }

    private Future<Reply> done(ToConversation message) {
        return conversations.ask(message, Ok.class).map(ok -> Reply.ok(new JsonObject().put("ok", true)));
    }
}
