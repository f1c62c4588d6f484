package dev.sotto.media.speech.service;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What stand-ins for services have in common: a port of their own, and faults on demand. */
public abstract class FakeService implements AutoCloseable {
    /** What goes wrong, from now on. */
    public enum Fault {
        NONE,
        /** 401, 429 and 500 to whoever connects. */
        UNAUTHORIZED,
        LIMITED,
        BROKEN,
        /** Accepts and never answers. */
        SILENT,
        /** Ends the connection at the third piece of sound, or in the middle of an answer. */
        HANGS_UP,
        /** Takes sound and says nothing from the third piece on, or stops in the middle of an answer. */
        STALLS,
        HALF_JSON,
        /** A message of ten megabytes. */
        HUGE,
        /** Final words of one utterance in the wrong order. */
        SWAPPED,
        /** All final words twice. */
        TWICE,
        /** The last final words once more when the next utterance has begun. */
        LATE
    }

    public static final String KEY = "a-secret-key-for-tests";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server =
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0));
    protected final List<String> log = new CopyOnWriteArrayList<>();
    protected final AtomicInteger connections = new AtomicInteger();
    protected volatile Fault fault = Fault.NONE;

    protected abstract void setUp(HttpServer server);

    public void start() throws Exception {
        setUp(server);
        server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    public void fault(Fault next) {
        fault = next;
    }

    public URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.actualPort());
    }

    /** What came, as a test wants to see it. */
    public List<String> log() {
        return log;
    }

    public int connections() {
        return connections.get();
    }

    protected Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
