package dev.sotto.orchestrator.tool;

import static dev.sotto.orchestrator.journal.SharedDatabase.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An enterprise's system that answers by script; the last line of the script repeats. */
final class ScriptedSystem implements AutoCloseable {
    /** A request as it came in. */
    record Seen(String method, String uri, String idempotencyKey, String header, String approval, String body) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Queue<Handler<HttpServerRequest>> script = new ArrayDeque<>();
    private final HttpServer server;

    ScriptedSystem(Vertx vertx) throws Exception {
        server = await(vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    ScriptedSystem then(Handler<HttpServerRequest> line) {
        synchronized (script) {
            script.add(line);
        }
        return this;
    }

    ScriptedSystem then(int status, String body) {
        return then(request -> request.response().setStatusCode(status).end(body));
    }

    @Override
    public void close() throws Exception {
        await(server.close());
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            seen.add(new Seen(
                    request.method().name(),
                    request.uri(),
                    request.getHeader("Idempotency-Key"),
                    request.getHeader("X-Shop"),
                    request.getHeader("Sotto-Approval"),
                    body.toString()));
            Handler<HttpServerRequest> line;
            synchronized (script) {
                line = script.size() > 1 ? script.poll() : script.peek();
            }
            line.handle(request);
        });
    }
}
