package dev.sotto.loadtest.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person at a desk: waits for cards, reads, thinks, answers. State on the context of its socket. */
public final class VirtualAgent {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualAgent.class);

    // written once
    private final Vertx vertx;
    private final ServerClient client;
    private final String name;
    private final Manner manner;
    private final Listener listener;
    private final InstantSource clock;
    private final WebSocketClient sockets;
    private final ClientWebSocket socket;

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

        /** The answer for the call with this Call-ID (empty for chat) leaves now. */
        void answering(String callId, long nanos);

        /** The same with the conversation that the answer is for. */
        default void answering(String callId, String conversation, long nanos) {
            answering(callId, nanos);
        }
    }

    private VirtualAgent(
            Vertx vertx, ServerClient client, String name, Manner manner, Listener listener, InstantSource clock) {
        this.vertx = vertx;
        this.client = client;
        this.name = name;
        this.manner = manner;
        this.listener = listener;
        this.clock = clock;
        this.sockets = vertx.createWebSocketClient();
        this.socket = sockets.webSocket();
    }

    /** Signs in, opens the desk, becomes available. */
    public static Future<VirtualAgent> start(
            Vertx vertx, ServerClient server, String name, String password, Manner manner, Listener listener) {
        return server.signIn(name, password).compose(client -> {
            VirtualAgent agent = new VirtualAgent(vertx, client, name, manner, listener, InstantSource.system());
            return agent.sitDown().map(agent);
        });
    }

    private Future<?> sitDown() {
        URI base = client.base();
        WebSocketConnectOptions desk = new WebSocketConnectOptions()
                .setHost(base.getHost())
                .setPort(base.getPort())
                .setURI("/v1/desk")
                .addHeader("Authorization", "Bearer " + client.token());
        socket.textMessageHandler(this::onFrame);
        socket.exceptionHandler(failure ->
                LOG.atWarn().addKeyValue("agent", name).setCause(failure).log("The desk's socket failed"));
        return socket.connect(desk)
                .compose(open -> client.presence("available", manner.capacity()))
                .compose(ServerClient.Reply::good);
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
        return client.presence("offline", 1)
                .eventually(() -> socket.close())
                .eventually(sockets::close)
                .mapEmpty();
    }

    private void onFrame(String text) {
        Instant now = clock.instant();
        JsonObject frame = new JsonObject(text);
        if (frame.getString("type", "").equals("guidance.offered") && name.equals(frame.getString("agent"))) {
            JsonObject card = frame.getJsonObject("guidance");
            if (seen.add(card.getString("id"))) {
                listener.card(Duration.between(Instant.parse(card.getString("createdAt")), now));
                think(card);
            }
        }
    }

    /** Whose call it is, is looked up while thinking: the answer itself must not wait for it. */
    private void think(JsonObject card) {
        Future<String> callId = client.conversation(card.getString("conversation"))
                .map(conversation -> conversation.getJsonObject("variables").getString("call_id", ""))
                .otherwise("");
        vertx.timer(manner.thinking().next().toMillis()).onSuccess(thought -> callId.onSuccess(id -> answer(card, id)));
    }

    private void answer(JsonObject card, String callId) {
        JsonObject decision = manner.judgement().decide(card);
        listener.answering(callId, card.getString("conversation"), System.nanoTime());
        client.answer(card.getString("id"), decision)
                .onSuccess(reply -> (reply.status() == 200 ? answered : refused).incrementAndGet())
                .onFailure(cause -> {
                    refused.incrementAndGet();
                    LOG.atWarn().addKeyValue("agent", name).setCause(cause).log("An answer was not taken");
                });
    }
}
