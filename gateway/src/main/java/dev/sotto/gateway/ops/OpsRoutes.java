package dev.sotto.gateway.ops;

import dev.sotto.gateway.web.Reply;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** {@code /health/live}, {@code /health/ready}, {@code /metrics}. */
public final class OpsRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final List<ReadyCheck> checks;
    private final PrometheusMeterRegistry registry;

    public OpsRoutes(List<ReadyCheck> checks, PrometheusMeterRegistry registry) {
        this.checks = List.copyOf(checks);
        this.registry = registry;
    }

    public void addTo(Router router) {
        router.get("/health/live").handler(OpsRoutes::live);
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
    }

    private static void live(RoutingContext ctx) {
        Reply.ok(new JsonObject().put("status", "up")).send(ctx);
    }

    private void ready(RoutingContext ctx) {
        Future.join(checks.stream().map(OpsRoutes::result).toList())
                .onSuccess(all -> {
                    List<JsonObject> results = all.list();
                    boolean up = results.stream().allMatch(result -> "up".equals(result.getString("status")));
                    int status = (up ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE).code();
                    var body =
                            new JsonObject().put("status", up ? "up" : "down").put("checks", new JsonArray(results));
                    Reply.json(status, body).send(ctx);
                })
                .onFailure(ctx::fail);
    }

    /** Never fails: a check that does is down, and one that says nothing is as well. */
    private static Future<JsonObject> result(ReadyCheck check) {
        var result = new JsonObject().put("name", check.name());
        return Future.<Void>future(promise -> check.ready().get().onComplete(promise))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(ready -> result.put("status", "up"))
                .otherwise(failure -> result.put("status", "down")
                        .put("reason", Objects.requireNonNullElse(failure.getMessage(), failure.toString())));
    }

    private void metrics(RoutingContext ctx) {
        ctx.vertx()
                .executeBlocking(() -> registry.scrape(), false)
                .onSuccess(text -> ctx.response()
                        .putHeader(HttpHeaderNames.CONTENT_TYPE, EXPOSITION)
                        .end(text))
                .onFailure(ctx::fail);
    }
}
