package dev.sotto.gateway.chat;

import dev.sotto.gateway.api.ConversationArchive;
import dev.sotto.gateway.api.IntegratorChats;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chats whose sockets one HTTP edge instance holds: opens and resumes conversations for them, and hands on what
 * conversations want said. On the instance's context only.
 */
public final class ChatEdge implements IntegratorChats {
    private static final Logger LOG = LoggerFactory.getLogger(ChatEdge.class);

    private final Bus bus;
    private final Visits visits;
    private final ResumeLookup lookup;
    private final ConversationArchive archive;
    private final Secrets secrets;
    private final InstantSource clock;
    private final String address;
    private final Map<String, ChatSocket> sockets = new HashMap<>();

    public ChatEdge(
            Bus bus,
            int instance,
            Visits visits,
            ResumeLookup lookup,
            ConversationArchive archive,
            Secrets secrets,
            InstantSource clock) {
        this.bus = bus;
        this.visits = visits;
        this.lookup = lookup;
        this.archive = archive;
        this.secrets = secrets;
        this.clock = clock;
        this.address = bus.addresses().edge("chat-" + instance);
    }

    String company() {
        return visits.company();
    }

    /** Starts to listen. */
    public void start(Vertx vertx) {
        vertx.eventBus().<ToEdge>consumer(address, message -> on(message.body()));
    }

    /** Ends the chats whose visitors stayed away; called by one instance, for all. */
    public void sweep() {
        visits.sweep().forEach(visit -> {
            LOG.atDebug().addKeyValue("conversationId", visit.conversationId()).log("Visitor stayed away");
            bus.tell(new ToConversation.Gone(visit.conversationId(), "visitor_left", clock.instant()));
        });
    }

    @Override
    public Future<Opened> open(Map<String, String> variables) {
        return begin(variables, true).map(visit -> new Opened(visit.conversationId(), visit.resume()));
    }

    @Override
    public void touched(String conversationId) {
        Visit visit = visits.find(conversationId);
        if (visit != null) {
            visit.touch(clock.instant());
        }
    }

    /** A new conversation for a socket, which is seated before the first word can come. */
    Future<Visit> open(ChatSocket socket, Map<String, String> variables) {
        Visit visit = newVisit(false);
        if (visit == null) {
            return busy();
        }
        seat(visit, socket);
        return begin(visit, variables);
    }

    private Future<Visit> begin(Map<String, String> variables, boolean byIntegrator) {
        Visit visit = newVisit(byIntegrator);
        return visit == null ? busy() : begin(visit, variables);
    }

    private Future<Visit> begin(Visit visit, Map<String, String> variables) {
        var begin = new ToConversation.Begin(
                visit.conversationId(), Channel.CHAT, address, variables, visit.resume(), clock.instant());
        return bus.ask(begin, Ok.class).map(visit).onFailure(failure -> {
            sockets.remove(visit.conversationId());
            visits.remove(visit);
            // it may have been heard after all: whoever has it must not wait for a visitor who can't come
            bus.tell(new ToConversation.Gone(visit.conversationId(), "failed", clock.instant()));
        });
    }

    /** Whose secret this is; 404 when nobody's. */
    Future<Visit> find(String resume) {
        Visit known = visits.byResume(resume);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return lookup.findByResume(resume).map(row -> {
            Visit visit = row == null ? null : visits.recover(row);
            if (visit == null) {
                throw new Problem(HttpResponseStatus.NOT_FOUND, "unknown_resume", "This conversation can't be resumed");
            }
            return visit;
        });
    }

    /** The visitor is back on this socket; the conversation as it stands, live or ended. */
    Future<ConversationView> resume(Visit visit, ChatSocket socket) {
        seat(visit, socket);
        String id = visit.conversationId();
        return bus.ask(new ToConversation.Attach(id, address, clock.instant()), ConversationView.class)
                .recover(failure -> isNotFound(failure) ? archived(id) : Future.failedFuture(failure));
    }

    private Future<ConversationView> archived(String id) {
        return archive.find(id)
                .compose(found -> found.filter(view -> view.state().equals("ended"))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(Problem.unavailable("Try again in a moment"))));
    }

    /** The socket is gone; the visitor may come back. */
    void left(Visit visit, ChatSocket socket) {
        sockets.remove(visit.conversationId(), socket);
        visit.leave(socket, clock.instant());
    }

    private void seat(Visit visit, ChatSocket socket) {
        sockets.put(visit.conversationId(), socket);
        socket.seated(visit);
        visit.take(socket);
    }

    private @Nullable Visit newVisit(boolean byIntegrator) {
        return visits.begin(secrets.id("chat-"), secrets.secret(), byIntegrator);
    }

    private static <T> Future<T> busy() {
        return Future.failedFuture(Problem.unavailable("Too many conversations; try again later"));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof Problem problem && problem.status() == HttpResponseStatus.NOT_FOUND.code();
    }

    private void on(ToEdge message) {
        ChatSocket socket = sockets.get(message.conversationId());
        if (message instanceof ToEdge.Say say && socket != null) {
            socket.say(Line.of(say));
        } else if (message instanceof ToEdge.Typing typing && socket != null) {
            socket.typing(typing);
        } else if (message instanceof ToEdge.HangUp hangUp) {
            end(hangUp.conversationId(), hangUp.termination(), socket);
        } else if (message instanceof ToEdge.Transfer transfer) {
            end(transfer.conversationId(), "transferred", socket); // a chat has no elsewhere
        }
    }

    private void end(String id, String termination, @Nullable ChatSocket socket) {
        Visit visit = visits.find(id);
        if (visit != null) {
            visit.end(clock.instant());
        }
        if (socket != null) {
            socket.ended(termination);
        }
        bus.tell(new ToConversation.Gone(id, termination, clock.instant()));
    }
}
