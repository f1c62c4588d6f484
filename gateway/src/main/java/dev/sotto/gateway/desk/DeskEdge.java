package dev.sotto.gateway.desk;

import dev.sotto.gateway.access.AccessControl;
import dev.sotto.gateway.access.Credentials;
import dev.sotto.gateway.access.Principal;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Door;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.Origins;
import dev.sotto.gateway.web.Outbox;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ToDesk;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The desks that one HTTP edge instance holds. On its context only. */
public final class DeskEdge {
    private static final int OUTBOX = 1_000;
    private static final int MAX_SNAPSHOT = 1_000;
    private static final int MAX_SETTLED = 200;
    /** How long what was settled stays on a desk that is opened now. */
    private static final Duration STILL_OF_INTEREST = Duration.ofMinutes(10);

    private final Bus bus;
    private final AccessControl access;
    private final DeskConnections connections;
    private final Heartbeat heartbeat;
    private final Counter slow;
    private final InstantSource clock;
    private final Set<DeskSocket> desks = new HashSet<>();

    public DeskEdge(
            Bus bus,
            AccessControl access,
            DeskConnections connections,
            Heartbeat heartbeat,
            MeterRegistry meters,
            InstantSource clock) {
        this.bus = bus;
        this.access = access;
        this.connections = connections;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.slow = Counter.builder("sotto.socket.slow.reader")
                .description("Sockets dropped because their reader was too slow")
                .tag("edge", "desk")
                .register(meters);
    }

    public void addTo(Router router) {
        router.get("/v1/desk").handler(new Door(Origins.SAME, this::accept));
    }

    /** Written out once, whoever gets it. */
    public void on(DeskEvent event) {
        if (desks.isEmpty()) {
            return;
        }
        String only = event instanceof DeskEvent.GuidanceOffered offered ? offered.agent() : null;
        String text = DeskFrames.of(event);
        List.copyOf(desks).forEach(desk -> {
            if (only == null || desk.belongsTo(only)) {
                desk.push(text);
            }
        });
    }

    private void accept(ServerWebSocket socket) {
        var desk = new DeskSocket(this, socket, new Outbox(socket, OUTBOX, slow::increment));
        heartbeat.add(desk);
        desk.start(credential(socket));
    }

    /** Browsers can't set headers on a WebSocket; they say hello, or put the token in the address. */
    private static @Nullable String credential(ServerWebSocket socket) {
        String header = Credentials.of(socket.headers());
        return header != null ? header : QueryToken.of(socket.query());
    }

    @Nullable
    Principal identify(String credential) {
        return access.identify(credential);
    }

    /** From now on the desk gets events; the snapshot follows. */
    Future<String> join(DeskSocket desk, Principal principal) {
        desks.add(desk);
        if (connections.opened(principal.name())) {
            bus.tell(new ToDesk.DeskConnected(principal.name(), true));
        }
        Future<ToDesk.AgentList> agents = bus.ask(new ToDesk.Agents(), ToDesk.AgentList.class);
        Future<ToDesk.GuidanceList> guidance =
                bus.ask(new ToDesk.ListGuidance("open", MAX_SNAPSHOT), ToDesk.GuidanceList.class);
        Future<ToDesk.GuidanceList> settled = bus.ask(
                new ToDesk.ListSettled(clock.instant().minus(STILL_OF_INTEREST), MAX_SETTLED),
                ToDesk.GuidanceList.class);
        Future<List<ConversationView>> conversations = bus.liveConversations();
        return Future.all(agents, guidance, settled, conversations)
                .map(all -> DeskFrames.of(new DeskFrames.Snapshot(
                        clock.instant(),
                        self(principal, agents.result().agents()),
                        agents.result().agents(),
                        guidance.result().guidance(),
                        settled.result().guidance(),
                        conversations.result())));
    }

    Instant now() {
        return clock.instant();
    }

    void typing(Principal principal, String guidanceId) {
        bus.tell(new ToDesk.Typing(guidanceId, principal.name()));
    }

    void left(DeskSocket desk, @Nullable Principal principal) {
        heartbeat.remove(desk);
        if (desks.remove(desk) && principal != null && connections.closed(principal.name())) {
            bus.tell(new ToDesk.DeskConnected(principal.name(), false));
        }
    }

    private static ToDesk.AgentView self(Principal principal, List<ToDesk.AgentView> agents) {
        return agents.stream()
                .filter(agent -> agent.name().equals(principal.name()))
                .findFirst()
                .orElseGet(() -> new ToDesk.AgentView(
                        principal.name(), principal.role().wireName(), List.of(), "offline", 1, 0));
    }
}
