package dev.sotto.gateway.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers everything that failed, whoever failed it, in the one error shape; logs only what is our own fault. */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final List<Integer> STATUSES = List.of(
            400, 401, 403, 404, 405, 406, 408, 409, 411, 412, 413, 414, 415, 416, 417, 422, 426, 429, 431, 500, 501,
            503);

    private ErrorResponses() {}

    /** Installs the handlers; without them the router logs every 401 as an unhandled exception. */
    public static void install(Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, ctx -> answer(router, ctx)));
    }

    private static void answer(Router router, RoutingContext ctx) {
        Problem problem = problemOf(ctx);
        if (problem.status() >= HttpResponseStatus.INTERNAL_SERVER_ERROR.code()
                && !(ctx.failure() instanceof Problem)) {
            LOG.atError()
                    .addKeyValue("method", ctx.request().method())
                    .addKeyValue("path", ctx.request().path())
                    .setCause(ctx.failure())
                    .log("Request failed");
        }
        if (ctx.response().ended() || ctx.response().headWritten()) {
            return;
        }
        if (problem.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
            ctx.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"sotto\"");
        }
        if (problem.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
            ctx.response().putHeader(HttpHeaderNames.ALLOW, AllowedMethods.of(router, ctx.normalizedPath()));
        }
        Reply.json(problem.status(), problem.toJson()).send(ctx);
    }

    private static Problem problemOf(RoutingContext ctx) {
        if (ctx.failure() instanceof Problem problem) {
            return problem;
        }
        int status = ctx.statusCode() < 0 ? HttpResponseStatus.INTERNAL_SERVER_ERROR.code() : ctx.statusCode();
        HttpResponseStatus known = HttpResponseStatus.valueOf(status);
        String code = known.reasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        return new Problem(known, code, sentence(status, known));
    }

    private static String sentence(int status, HttpResponseStatus known) {
        return switch (status) {
            case 404 -> "No such path";
            case 405 -> "This path doesn't know that method; see Allow";
            case 413 -> "The body is too large";
            default -> known.reasonPhrase();
        };
    }
}
