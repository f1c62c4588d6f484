package dev.sotto.gateway.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Lets a request in as a WebSocket when it is one and comes from a page that may. */
public final class Door implements Handler<RoutingContext> {
    private static final int MAX_CORKED = 64;

    private final Origins origins;
    private final Handler<ServerWebSocket> accepted;

    public Door(Origins origins, Handler<ServerWebSocket> accepted) {
        this.origins = origins;
        this.accepted = accepted;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!isWanted(request)) {
            ctx.response().putHeader(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
            ctx.fail(new Problem(HttpResponseStatus.UPGRADE_REQUIRED, "upgrade_required", "This is a WebSocket"));
        } else if (!origins.allow(request)) {
            ctx.fail(new Problem(HttpResponseStatus.FORBIDDEN, "origin", "Pages of this origin may not connect"));
        } else {
            request.toWebSocket().map(Door::corked).onSuccess(accepted).onFailure(ctx::fail);
        }
    }

    /**
     * Frames that are written one after another leave in one packet, at the end of the event loop's round: a message never
     * travels without the ping behind it, and a burst costs one system call.
     */
    private static ServerWebSocket corked(ServerWebSocket socket) {
        if (socket instanceof WebSocketInternal internal) {
            internal.channelHandlerContext().pipeline().addFirst(new FlushConsolidationHandler(MAX_CORKED, true));
        }
        return socket;
    }

    /** True for requests that want to become a WebSocket; what limits ordinary requests in time must not touch them. */
    public static boolean isWanted(HttpServerRequest request) {
        return HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(text(request.getHeader(HttpHeaderNames.UPGRADE)));
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }
}
