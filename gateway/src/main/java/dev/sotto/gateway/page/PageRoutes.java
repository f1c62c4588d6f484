package dev.sotto.gateway.page;

import dev.sotto.gateway.web.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /desk}, {@code /chat}, {@code /call}, {@code /widget.js}, {@code /assets/*}, {@code /webjars/*}, {@code /openapi.yaml}. */
public final class PageRoutes {
    private static final String REVALIDATE = "no-cache";
    private static final String FOR_A_DAY = "public, max-age=86400";

    private final Assets assets;

    public PageRoutes(Assets assets) {
        this.assets = assets;
    }

    public void addTo(Router router) {
        get(router, "/", this::home);
        get(router, "/desk", ctx -> page(ctx, "desk", "'none'"));
        get(router, "/chat", ctx -> page(ctx, "chat", "*"));
        get(router, "/call", ctx -> page(ctx, "call", "'none'"));
        get(router, "/widget.js", ctx -> file(ctx, assets.web(ctx.vertx(), "widget.js"), REVALIDATE));
        get(router, "/openapi.yaml", ctx -> file(ctx, assets.web(ctx.vertx(), "openapi.yaml"), REVALIDATE));
        get(
                router,
                "/assets/*",
                ctx -> file(ctx, assets.web(ctx.vertx(), "assets/" + rest(ctx, "/assets/")), REVALIDATE));
        get(router, "/webjars/*", ctx -> file(ctx, assets.webJar(ctx.vertx(), rest(ctx, "/webjars/")), FOR_A_DAY));
    }

    private static void get(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private static String rest(RoutingContext ctx, String prefix) {
        String path = ctx.normalizedPath();
        return path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    }

    /** The start page if there is one, else the desk. */
    private void home(RoutingContext ctx) {
        assets.web(ctx.vertx(), "index.html")
                .onSuccess(found -> {
                    if (found.isPresent()) {
                        page(ctx, found.get(), "'none'");
                    } else {
                        ctx.redirect("/desk");
                    }
                })
                .onFailure(ctx::fail);
    }

    private void page(RoutingContext ctx, String name, String frameAncestors) {
        first(() -> assets.web(ctx.vertx(), name + ".html"), () -> assets.web(ctx.vertx(), name + "/index.html"))
                .onSuccess(found -> found.ifPresentOrElse(page -> page(ctx, page, frameAncestors), () -> missing(ctx)))
                .onFailure(ctx::fail);
    }

    private static Future<Optional<Asset>> first(
            Supplier<Future<Optional<Asset>>> one, Supplier<Future<Optional<Asset>>> other) {
        return one.get().compose(found -> found.isPresent() ? Future.succeededFuture(found) : other.get());
    }

    private static void page(RoutingContext ctx, Asset page, String frameAncestors) {
        ctx.response()
                .putHeader(
                        HttpHeaderNames.CONTENT_SECURITY_POLICY,
                        "default-src 'self'; script-src 'self' " + page.inlineScripts()
                                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' blob: data:"
                                + "; connect-src 'self' " + sockets(ctx)
                                + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
                                + frameAncestors);
        send(ctx, page, REVALIDATE);
    }

    /** Browsers older than CSP 3 don't count a page's own WebSocket as 'self'. */
    private static String sockets(RoutingContext ctx) {
        var authority = ctx.request().authority();
        boolean plain = authority != null && authority.host().matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]");
        if (!plain) {
            return "";
        }
        String host = authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
        return "ws://" + host + " wss://" + host;
    }

    /** For pages of other origins as well: the widget is made to be embedded, and its modules with it. */
    private static void file(RoutingContext ctx, Future<Optional<Asset>> wanted, String caching) {
        ctx.response()
                .putHeader(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        wanted.onSuccess(found -> found.ifPresentOrElse(asset -> send(ctx, asset, caching), () -> missing(ctx)))
                .onFailure(ctx::fail);
    }

    private static void missing(RoutingContext ctx) {
        ctx.fail(Problem.notFound("No such page"));
    }

    private static void send(RoutingContext ctx, Asset asset, String caching) {
        var response = ctx.response()
                .putHeader(HttpHeaderNames.ETAG, asset.etag())
                .putHeader(HttpHeaderNames.CACHE_CONTROL, caching);
        if (isKnown(ctx.request().getHeader(HttpHeaderNames.IF_NONE_MATCH), asset.etag())) {
            response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
            return;
        }
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, asset.contentType());
        if (HttpMethod.HEAD.equals(ctx.request().method())) {
            response.putHeader(
                            HttpHeaderNames.CONTENT_LENGTH,
                            Integer.toString(asset.bytes().length()))
                    .end();
        } else {
            response.end(asset.bytes());
        }
    }

    private static boolean isKnown(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", 20))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
