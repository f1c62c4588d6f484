package dev.sotto.loadtest.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A desk that thinks about all its cards at the same time, as nobody can: for measurements of the server, where a card's wait
 * for a person would be in the way. {@link AttentivePerson} has one attention. State on the context of its socket.
 */
public final class VirtualAgent {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualAgent.class);

    // written once
    private final Vertx vertx;
    private final String name;
    private final Manner manner;
    private final Listener listener;
    private final InstantSource clock;
    private @Nullable DeskLine desk;

    // socket's context only
    private final Set<String> seen = new HashSet<>();

    // any thread
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** How a person works. */
    public record Manner(int capacity, ThinkingTime thinking, Judgement judgement) {}

    /** Told what the measurements need. On the agent's context. */
    public interface Listener {
        /** A card is on the screen, that long after the consult was reached (both by this machine's clock). */
        void card(Duration afterReached);

        /** The same, by the question's id: one whose offer has run out comes to the next person's screen as well. */
        default void card(String guidance, Duration afterReached) {
            card(afterReached);
        }

        /** The answer for the call with this Call-ID (empty for chat) leaves now. */
        void answering(String callId, long nanos);

        /** The same with the conversation that the answer is for. */
        default void answering(String callId, String conversation, long nanos) {
            answering(callId, nanos);
        }
    }

    private VirtualAgent(Vertx vertx, String name, Manner manner, Listener listener, InstantSource clock) {
        this.vertx = vertx;
        this.name = name;
        this.manner = manner;
        this.listener = listener;
        this.clock = clock;
    }

    /** Signs in, opens the desk, becomes available. */
    public static Future<VirtualAgent> start(
            Vertx vertx, ServerClient server, String name, String password, Manner manner, Listener listener) {
        VirtualAgent agent = new VirtualAgent(vertx, name, manner, listener, InstantSource.system());
        return server.signIn(name, password)
                .compose(client -> DeskLine.open(vertx, client, name, manner.capacity(), agent::onFrame))
                .map(line -> {
                    agent.desk = line;
                    return agent;
                });
    }

    /** Answers that counted. */
    public int answered() {
        return answered.get();
    }

    /** Answers that came too late, second, or to a caller who had gone. */
    public int refused() {
        return refused.get();
    }

    /** Goes offline and closes the desk. */
    public Future<Void> leave() {
        DeskLine line = desk;
        return line == null ? Future.succeededFuture() : line.leave();
    }

    private void onFrame(DeskLine line, JsonObject frame) {
        Instant now = clock.instant();
        JsonObject card = DeskLine.offeredTo(name, frame);
        if (card != null && seen.add(card.getString("id"))) {
            listener.card(card.getString("id"), Duration.between(Instant.parse(card.getString("createdAt")), now));
            think(line, card);
        }
    }

    /** Whose call it is, is looked up while thinking: the answer itself must not wait for it. */
    private void think(DeskLine line, JsonObject card) {
        Future<String> callId = line.callOf(card);
        vertx.timer(manner.thinking().next().toMillis())
                .onSuccess(thought -> callId.onSuccess(id -> answer(line, card, id)));
    }

    private void answer(DeskLine line, JsonObject card, String callId) {
        JsonObject decision = manner.judgement().decide(card);
        listener.answering(callId, card.getString("conversation"), System.nanoTime());
        line.answer(card.getString("id"), decision)
                .onSuccess(reply -> (reply.status() == 200 ? answered : refused).incrementAndGet())
                .onFailure(cause -> {
                    refused.incrementAndGet();
                    LOG.atWarn().addKeyValue("agent", name).setCause(cause).log("An answer was not taken");
                });
    }
}
