package dev.sotto.gateway.http;

import dev.sotto.gateway.access.Routes;
import dev.sotto.gateway.api.AgentsApi;
import dev.sotto.gateway.api.CallsApi;
import dev.sotto.gateway.api.Conversations;
import dev.sotto.gateway.api.ConversationsApi;
import dev.sotto.gateway.api.GuidanceApi;
import dev.sotto.gateway.api.MemoryApi;
import dev.sotto.gateway.api.MessageWaiters;
import dev.sotto.gateway.api.MessagesApi;
import dev.sotto.gateway.api.SessionsApi;
import dev.sotto.gateway.chat.ChatEdge;
import dev.sotto.gateway.chat.ChatRoutes;
import dev.sotto.gateway.desk.DeskEdge;
import dev.sotto.gateway.ops.KeysRoute;
import dev.sotto.gateway.ops.OpsRoutes;
import dev.sotto.gateway.page.PageRoutes;
import dev.sotto.gateway.web.Bus;
import dev.sotto.gateway.web.Door;
import dev.sotto.gateway.web.ErrorResponses;
import dev.sotto.gateway.web.Heartbeat;
import dev.sotto.gateway.web.Problem;
import dev.sotto.gateway.web.RateLimit;
import dev.sotto.gateway.web.Secrets;
import dev.sotto.gateway.web.SecurityHeaders;
import dev.sotto.orchestrator.message.DeskEvent;
import io.micrometer.core.instrument.Counter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.TimeoutHandler;

/** One instance of the HTTP edge: a server, its router, and the sockets that it accepted. */
final class HttpEdge extends VerticleBase {
    private static final TimeoutHandler TIME_LIMIT = TimeoutHandler.create(40_000);
    private static final int CLOSING_SECONDS = 5;
    private static final int TOLD = 500;

    private final HttpEdgeSettings settings;
    private final HttpShared shared;
    private final HttpEdges.Common common;
    private final int instance;
    private final Counter refused;
    private int connections;
    private volatile int port;

    HttpEdge(HttpEdgeSettings settings, HttpShared shared, HttpEdges.Common common, int instance) {
        this.settings = settings;
        this.shared = shared;
        this.common = common;
        this.instance = instance;
        this.refused = Counter.builder("sotto.http.refused")
                .description(
                        "Connections that were closed and requests answered 503, as there were too many connections")
                .register(shared.meters());
    }

    int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        HttpServer server = vertx.createHttpServer(options());
        return server.requestHandler(router())
                .connectionHandler(this::connected)
                .listen(settings.port() == 0 ? -1 : settings.port(), settings.host())
                .onSuccess(listening -> port = listening.actualPort());
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxHeaderSize(HttpEdgeSettings.MAX_HEADER_BYTES)
                .setMaxInitialLineLength(HttpEdgeSettings.MAX_URI_BYTES)
                .setMaxWebSocketFrameSize(HttpEdgeSettings.MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(HttpEdgeSettings.MAX_FRAME_BYTES)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setReadIdleTimeout((int) Math.max(1, settings.ping().toSeconds() * 3))
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true)
                .setTcpNoDelay(true);
    }

    /** Counted until the network connection ends: one that has become a WebSocket ends as HTTP long before. */
    private void connected(HttpConnection connection) {
        if (++connections > settings.maxConnections() + TOLD) {
            refused.increment();
            connection.close();
        }
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(closed -> connections--);
    }

    private Router router() {
        Router router = Router.router(vertx);
        ErrorResponses.install(router);
        router.route().handler(new SecurityHeaders());
        router.route("/v1/*").handler(this::limit).handler(HttpEdge::timed);
        new OpsRoutes(shared.ready(), shared.meters()).addTo(router);
        new KeysRoute(shared.approvalKeys()).addTo(router);
        addConversations(router);
        shared.more().forEach(routes -> routes.accept(router));
        new PageRoutes(common.assets()).addTo(router);
        return router;
    }

    private void addConversations(Router router) {
        var bus = new Bus(vertx.eventBus(), shared.addresses(), settings.busTimeout());
        var heartbeat = new Heartbeat(vertx, settings.ping());
        var waiters = new MessageWaiters(vertx);
        var chats = chats(bus);
        var conversations = new Conversations(bus, shared.archive());
        var routes = new Routes(router, shared.access(), HttpEdgeSettings.MAX_BODY_BYTES);
        new SessionsApi(shared.access(), bus, shared.clock()).addTo(routes);
        new ConversationsApi(bus, shared.journal(), conversations, chats, shared.clock()).addTo(routes);
        new MessagesApi(conversations, chats, waiters, shared.clock()).addTo(routes);
        new GuidanceApi(bus).addTo(routes);
        new AgentsApi(bus).addTo(routes);
        new MemoryApi(bus).addTo(routes);
        new CallsApi(bus).addTo(routes);
        new ChatRoutes(vertx, settings.chat(), chats, bus, common.limit(), heartbeat, shared.meters(), shared.clock())
                .addTo(router);
        var desks = new DeskEdge(bus, shared.access(), common.desks(), heartbeat, shared.meters(), shared.clock());
        desks.addTo(router);
        vertx.eventBus().<DeskEvent>consumer(shared.addresses().deskEvents(), message -> {
            desks.on(message.body());
            waiters.on(message.body());
        });
    }

    private ChatEdge chats(Bus bus) {
        var chats = new ChatEdge(
                bus,
                instance,
                common.visits(),
                shared.resumes(),
                shared.archive(),
                new Secrets(shared.random()),
                shared.clock());
        chats.start(vertx);
        if (instance == 0) {
            long every =
                    Math.max(50, Math.min(5_000, settings.chat().visitorGrace().toMillis() / 4));
            vertx.setPeriodic(every, fired -> chats.sweep());
        }
        return chats;
    }

    private static void timed(RoutingContext ctx) {
        if (Door.isWanted(ctx.request()) || ctx.request().path().endsWith("/recording")) {
            ctx.next();
        } else {
            TIME_LIMIT.handle(ctx);
        }
    }

    /** Who is one too many is told so; a crowd of them is not even answered. */
    private void limit(RoutingContext ctx) {
        if (connections > settings.maxConnections()) {
            refused.increment();
            ctx.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            ctx.fail(Problem.unavailable("Too many connections; try again later"));
            return;
        }
        RateLimit limit = common.limit();
        if (limit.allows(ctx.request().remoteAddress().hostAddress())) {
            ctx.next();
            return;
        }
        ctx.response()
                .putHeader(
                        HttpHeaderNames.RETRY_AFTER,
                        Long.toString(limit.retryAfter().toSeconds()));
        ctx.fail(new Problem(HttpResponseStatus.TOO_MANY_REQUESTS, "slow_down", "Too many requests"));
    }
}
