package dev.sotto.gateway.web;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Lets a request in as a WebSocket when it is one and comes from a page that may. */
public final class Door implements Handler<RoutingContext> {
    private static final int MAX_CORKED = 64;

    /** What becomes of a connection that was let in. */
    private interface Entry {
        void enter(Channel channel, ServerWebSocket socket);
    }

    private final Origins origins;
    private final Entry entry;

    private Door(Origins origins, Entry entry) {
        this.origins = origins;
        this.entry = entry;
    }

    public Door(Origins origins, Handler<ServerWebSocket> accepted) {
        this(origins, (channel, socket) -> {
            cork(channel);
            accepted.handle(socket);
        });
    }

    /** For connections of which there are so many that each must cost little. */
    public static Door toText(Origins origins, Handler<TextSocket> accepted) {
        return new Door(origins, (channel, socket) -> accepted.handle(TextSocket.over(channel)));
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
            // the socket that comes is a wrapper of vertx-web's, which does not tell its channel
            Channel channel = ((HttpServerConnection) request.connection())
                    .channelHandlerContext()
                    .channel();
            request.toWebSocket()
                    .onSuccess(socket -> entry.enter(channel, socket))
                    .onFailure(ctx::fail);
        }
    }

    /**
     * Frames that are written one after another leave in one packet, at the end of the event loop's round: a message never
     * travels without the ping behind it, and a burst costs one system call.
     */
    private static void cork(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(MAX_CORKED, true));
    }

    /** True for requests that want to become a WebSocket; what limits ordinary requests in time must not touch them. */
    public static boolean isWanted(HttpServerRequest request) {
        return HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(text(request.getHeader(HttpHeaderNames.UPGRADE)));
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }
}
