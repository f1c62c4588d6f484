package dev.sotto.loadtest.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-style chat-completions endpoint with a small, fixed mind: who wants money back gets the refund task, everybody else a
 * polite sentence. Any thread.
 */
final class ScriptedModel {
    private final HttpServer server;
    private final AtomicLong asked = new AtomicLong();
    private volatile Health health = Health.WELL;

    private ScriptedModel(Vertx vertx) {
        server = vertx.createHttpServer();
    }

    static Future<ScriptedModel> open(Vertx vertx) {
        ScriptedModel model = new ScriptedModel(vertx);
        return model.server.requestHandler(model::answer).listen(0, "127.0.0.1").map(model);
    }

    int port() {
        return server.actualPort();
    }

    void be(Health next) {
        health = next;
    }

    /** Requests so far. */
    long asked() {
        return asked.get();
    }

    Future<Void> close() {
        return server.close();
    }

    private void answer(HttpServerRequest request) {
        asked.incrementAndGet();
        HttpServerResponse response = request.response();
        switch (health) {
            case HANGING -> {
                // as long as they like
            }
            case FAILING -> response.setStatusCode(503).end("{\"error\":{\"message\":\"overloaded\"}}");
            case GARBLED ->
                response.putHeader("Content-Type", "text/event-stream").end("data: {\"choices\":[{\u0007\n\n\u00ff");
            case WELL -> request.body().onSuccess(body -> stream(response, mind(body.toJsonObject())));
        }
    }

    private static void stream(HttpServerResponse response, JsonObject delta) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        chunk(response, delta, null);
        chunk(response, new JsonObject(), delta.containsKey("tool_calls") ? "tool_calls" : "stop");
        response.end("data: [DONE]\n\n");
    }

    private static void chunk(HttpServerResponse response, JsonObject delta, @Nullable String finish) {
        JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
        response.write("data: " + new JsonObject().put("choices", new JsonArray().add(choice)) + "\n\n");
    }

    /** What it makes of the last thing that the customer or a function said. */
    private static JsonObject mind(JsonObject request) {
        JsonArray messages = request.getJsonArray("messages", new JsonArray());
        for (int i = messages.size() - 1; i >= 0; i--) {
            JsonObject message = messages.getJsonObject(i);
            String content = String.valueOf(message.getString("content")).toLowerCase(Locale.ROOT);
            if (message.getString("role", "").equals("tool")) {
                return says("What can I do for you now?");
            }
            if (content.startsWith("<customer>")) {
                return content.contains("refund") ? startsRefund() : reply(content);
            }
        }
        return says("What can I do for you?");
    }

    private static JsonObject reply(String content) {
        return content.contains("bye")
                ? calls("end_conversation", new JsonObject())
                : says("I can help with a refund. Do you want one?");
    }

    private static JsonObject startsRefund() {
        return calls("start_task", new JsonObject().put("task", "refund"));
    }

    private static JsonObject says(String text) {
        return new JsonObject().put("content", text);
    }

    private static JsonObject calls(String function, JsonObject arguments) {
        return new JsonObject()
                .put(
                        "tool_calls",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("index", 0)
                                        .put("id", "call_0")
                                        .put("type", "function")
                                        .put(
                                                "function",
                                                new JsonObject()
                                                        .put("name", function)
                                                        .put("arguments", arguments.encode()))));
    }
}
