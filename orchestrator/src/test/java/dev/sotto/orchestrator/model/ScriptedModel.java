package dev.sotto.orchestrator.model;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that answers by script in the true streaming protocol, faults included; the last line repeats. */
public final class ScriptedModel implements AutoCloseable {
    private static final String END = "data: [DONE]\n\n";

    public final List<JsonObject> seen = new CopyOnWriteArrayList<>();
    public final AtomicInteger closedByClient = new AtomicInteger();
    private final Queue<Handler<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
    private final Vertx vertx;
    private final HttpServer server;
    private volatile String authorization = "";

    public ScriptedModel(Vertx vertx) throws Exception {
        this.vertx = vertx;
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1";
    }

    String authorization() {
        return authorization;
    }

    private void handle(HttpServerRequest request) {
        authorization = String.valueOf(request.getHeader("Authorization"));
        request.body().onSuccess(body -> {
            seen.add(body.toJsonObject());
            Handler<HttpServerRequest> line = script.size() > 1 ? script.poll() : script.peek();
            line.handle(request);
        });
    }

    ScriptedModel then(Handler<HttpServerRequest> line) {
        script.add(line);
        return this;
    }

    /** Answers with text, a few characters at a time. */
    public ScriptedModel says(String text) {
        return then(request -> {
            HttpServerResponse response = begin(request);
            for (int index = 0; index < text.length(); index += 5) {
                response.write(delta(text.substring(index, Math.min(text.length(), index + 5))));
            }
            finish(response, "stop");
        });
    }

    /** Wants a function; its arguments come in pieces. */
    public ScriptedModel wants(String text, String function, String arguments) {
        return then(request -> {
            HttpServerResponse response = begin(request);
            if (!text.isEmpty()) {
                response.write(delta(text));
            }
            response.write(call(0, function, ""));
            for (int index = 0; index < arguments.length(); index += 3) {
                response.write(call(0, null, arguments.substring(index, Math.min(arguments.length(), index + 3))));
            }
            finish(response, "tool_calls");
        });
    }

    public ScriptedModel then500() {
        return status(500, "");
    }

    ScriptedModel status(int status, String retryAfter) {
        return then(request -> {
            if (!retryAfter.isEmpty()) {
                request.response().putHeader("Retry-After", retryAfter);
            }
            request.response().setStatusCode(status).end("{\"error\":{\"message\":\"no\"}}");
        });
    }

    /** Sends these bytes and closes the connection. */
    ScriptedModel cutAfter(Buffer bytes) {
        return then(request -> begin(request)
                .write(bytes)
                .onSuccess(done -> request.connection().close()));
    }

    /** Sends this and then nothing, for ever. */
    ScriptedModel hangsAfter(String text) {
        return then(request -> {
            request.connection().closeHandler(closed -> closedByClient.incrementAndGet());
            HttpServerResponse response = begin(request);
            if (text.isEmpty()) {
                response.writeHead();
            } else {
                response.write(delta(text));
            }
        });
    }

    /** Goes on talking until the client has had enough. */
    ScriptedModel neverEnds() {
        return then(request -> {
            HttpServerResponse response = begin(request);
            long timer = vertx.setPeriodic(2, fired -> response.write(delta("word ")));
            request.connection().closeHandler(closed -> {
                vertx.cancelTimer(timer);
                closedByClient.incrementAndGet();
            });
        });
    }

    ScriptedModel slowly(long millis, String text) {
        return then(request -> vertx.setTimer(millis, fired -> {
            HttpServerResponse response = begin(request);
            response.write(delta(text));
            finish(response, "stop");
        }));
    }

    static HttpServerResponse begin(HttpServerRequest request) {
        return request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
    }

    static Buffer delta(String text) {
        return chunk(new JsonObject().put("content", text), null);
    }

    static Buffer call(int index, String name, String arguments) {
        JsonObject function = new JsonObject().put("arguments", arguments);
        JsonObject call = new JsonObject().put("index", index).put("function", function);
        if (name != null) {
            function.put("name", name);
            call.put("id", "call_" + index).put("type", "function");
        }
        return chunk(new JsonObject().put("tool_calls", new JsonArray().add(call)), null);
    }

    private static Buffer chunk(JsonObject delta, String finish) {
        JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
        return Buffer.buffer("data: "
                + new JsonObject().put("object", "chat.completion.chunk").put("choices", new JsonArray().add(choice))
                + "\n\n");
    }

    static void finish(HttpServerResponse response, String reason) {
        response.write(chunk(new JsonObject(), reason));
        JsonObject usage = new JsonObject().put("prompt_tokens", 812).put("completion_tokens", 34);
        response.write(
                "data: " + new JsonObject().put("choices", new JsonArray()).put("usage", usage) + "\n\n");
        response.end(END);
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
