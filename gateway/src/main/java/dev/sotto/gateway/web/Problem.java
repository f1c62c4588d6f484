package dev.sotto.gateway.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;

/**
 * Why a request is not done: a status for HTTP, a code for machines and a message for people. Travels as a failed
 * future to the one place that answers; it is an expected end, so it carries no stack trace.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String reason;

    public Problem(HttpResponseStatus status, String code, String reason) {
        super(code + ": " + reason, null, false, false);
        this.status = status.code();
        this.code = code;
        this.reason = reason;
    }

    public static Problem invalid(String reason) {
        return new Problem(HttpResponseStatus.BAD_REQUEST, "invalid", reason);
    }

    public static Problem notFound(String reason) {
        return new Problem(HttpResponseStatus.NOT_FOUND, "not_found", reason);
    }

    public static Problem conflict(String code, String reason) {
        return new Problem(HttpResponseStatus.CONFLICT, code, reason);
    }

    public static Problem unavailable(String reason) {
        return new Problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "unavailable", reason);
    }

    /** Anything that made a future fail, as a problem; what isn't one already is our own fault and says nothing about itself. */
    public static Problem of(Throwable failure) {
        return failure instanceof Problem problem
                ? problem
                : new Problem(HttpResponseStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public JsonObject toJson() {
        return new JsonObject().put("error", new JsonObject().put("code", code).put("message", reason));
    }
}
