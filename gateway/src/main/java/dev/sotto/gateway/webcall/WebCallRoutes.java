package dev.sotto.gateway.webcall;

import dev.sotto.gateway.call.CallDesk;
import dev.sotto.gateway.web.Door;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.Origins;
import dev.sotto.gateway.web.Outbox;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.orchestrator.message.DeskEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets browsers call: {@code WS /v1/call}, for one HTTP edge instance. On its context only. */
public final class WebCallRoutes {
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final int OUTBOX = 64;

    /** Offers that one address may make: a call needs hands, a port and a handshake. */
    public static final RateLimit.Settings OFFERS = new RateLimit.Settings(1, 20, true);

    private final Vertx vertx;
    private final CallDesk desk;
    private final RateLimit limit;
    private final Secrets secrets;
    private final Counter slow;
    private final Heartbeat heartbeat;
    private final Map<String, WebCallSocket> sockets = new HashMap<>();

    private WebCallRoutes(Vertx vertx, CallDesk desk, RateLimit limit, Secrets secrets, MeterRegistry meters) {
        this.vertx = vertx;
        this.desk = desk;
        this.limit = limit;
        this.secrets = secrets;
        this.heartbeat = new Heartbeat(vertx, BEAT);
        this.slow = Counter.builder("sotto.socket.slow.reader")
                .description("Sockets dropped because their reader was too slow")
                .tag("edge", "call")
                .register(meters);
    }

    /**
     * Adds them to an instance's router, on the instance's context.
     *
     * @param deskEvents the bus address at which what is said is published
     * @param limit shared by all instances
     */
    public static void add(
            Router router,
            Vertx vertx,
            String deskEvents,
            CallDesk desk,
            RateLimit limit,
            Secrets secrets,
            MeterRegistry meters) {
        WebCallRoutes routes = new WebCallRoutes(vertx, desk, limit, secrets, meters);
        vertx.eventBus().<DeskEvent>consumer(deskEvents, message -> routes.on(message.body()));
        router.get("/v1/call").handler(new Door(Origins.SAME, routes::accept));
    }

    private void accept(ServerWebSocket socket) {
        var outbox = new Outbox(socket, OUTBOX, slow::increment);
        var call = new WebCallSocket(
                socket, vertx.getOrCreateContext(), desk, limit, outbox, secrets.id("web-"), sockets::put);
        heartbeat.add(call);
        call.start(() -> {
            heartbeat.remove(call);
            if (call.conversationId() != null) {
                sockets.remove(call.conversationId());
            }
        });
    }

    /** A caller reads their own conversation, and nothing of what is whispered in it. */
    private void on(DeskEvent event) {
        if (event instanceof DeskEvent.TurnAdded turn) {
            WebCallSocket socket = sockets.get(turn.conversationId());
            if (socket != null) {
                socket.said(turn.line());
            }
        } else if (event instanceof DeskEvent.PartialHeard partial) {
            WebCallSocket socket = sockets.get(partial.conversationId());
            if (socket != null) {
                socket.saying(partial.text());
            }
        }
    }
}
