package dev.sotto.gateway.chat;

import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Door;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.Origins;
import dev.sotto.gateway.web.Outbox;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.TextSocket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** Lets chat clients in: {@code WS /v1/chat}. */
public final class ChatRoutes {
    private final Context context;
    private final ChatSettings settings;
    private final ChatEdge edge;
    private final Bus bus;
    private final RateLimit limit;
    private final Heartbeat heartbeat;
    private final InstantSource clock;
    private final Counter slow;

    public ChatRoutes(
            Vertx vertx,
            ChatSettings settings,
            ChatEdge edge,
            Bus bus,
            RateLimit limit,
            Heartbeat heartbeat,
            MeterRegistry meters,
            InstantSource clock) {
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        this.edge = edge;
        this.bus = bus;
        this.limit = limit;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.slow = Counter.builder("sotto.socket.slow.reader")
                .description("Sockets dropped because their reader was too slow")
                .tag("edge", "chat")
                .register(meters);
    }

    public void addTo(Router router) {
        router.get("/v1/chat").handler(Door.toText(new Origins(settings.origins()), this::accept));
    }

    private void accept(TextSocket socket) {
        var outbox = new Outbox(socket, settings.outbox(), slow::increment);
        var chat = new ChatSocket(socket, context, edge, bus, limit, clock, outbox, heartbeat::remove);
        heartbeat.add(chat);
        socket.listen(chat);
    }
}
