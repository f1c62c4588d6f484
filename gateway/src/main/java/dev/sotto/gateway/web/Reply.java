package dev.sotto.gateway.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** An answer to a request: a status and, mostly, JSON. */
public record Reply(int status, @Nullable JsonObject body) {
    public static Reply ok(JsonObject body) {
        return json(HttpResponseStatus.OK.code(), body);
    }

    public static Reply created(JsonObject body) {
        return json(HttpResponseStatus.CREATED.code(), body);
    }

    public static Reply json(int status, JsonObject body) {
        return new Reply(status, body);
    }

    public static Reply nothing() {
        return new Reply(HttpResponseStatus.NO_CONTENT.code(), null);
    }

    public void send(RoutingContext ctx) {
        var response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (body == null) {
            response.end();
        } else {
            response.putHeader(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
            response.end(body.toBuffer());
        }
    }
}
