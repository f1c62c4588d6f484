package dev.sotto.orchestrator.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Asks the endpoint, and stops asking for a while when it fails too often. Thread-safe. */
final class ChatClient {
    private static final int POOL = 64;
    private static final int WAITING = 256;
    private static final int CONNECT_MILLIS = 3_000;

    private final Vertx vertx;
    private final ModelSettings settings;
    private final ModelMeters meters;
    private final DoubleSupplier chance;
    private final HttpClient client;
    private final CircuitBreaker circuit;

    /** @param chance from 0 to 1, for the jitter of retries */
    ChatClient(Vertx vertx, ModelSettings settings, ModelMeters meters, DoubleSupplier chance) {
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        this.chance = chance;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setDecompressionSupported(true)
                        .setKeepAliveTimeout(60),
                new PoolOptions().setHttp1MaxSize(POOL).setMaxWaitQueueSize(WAITING));
        circuit = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(15))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        circuit.getEventPublisher()
                .onStateTransition(event -> meters.circuit(
                        event.getStateTransition().getToState().name().toLowerCase(Locale.ROOT)));
    }

    /** Asks; the listener hears on the caller's context. Refused at once while the circuit is open. */
    ChatCall ask(Buffer body, ChatListener listener) {
        Watched watched = new Watched(listener);
        ChatCall call = new ChatCall(vertx, client, settings, options(), body, watched, meters, chance);
        if (!circuit.tryAcquirePermission()) {
            meters.ended("refused", 0);
            listener.failed("the circuit is open");
            call.cancel();
            return call;
        }
        return call.start();
    }

    /** True when asking is worth while. */
    boolean ready() {
        CircuitBreaker.State state = circuit.getState();
        return state != CircuitBreaker.State.OPEN || circuit.tryAcquirePermission() && released();
    }

    private boolean released() {
        circuit.releasePermission();
        return true;
    }

    /** Dropped before it was over: says nothing about the endpoint. */
    void drop(ChatCall call) {
        if (!call.over()) {
            call.cancel();
            circuit.releasePermission();
            meters.ended("dropped", 0);
        }
    }

    void close() {
        client.close();
    }

    private RequestOptions options() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.address())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "text/event-stream")
                .putHeader("User-Agent", "Sotto");
        if (!settings.key().isEmpty()) {
            options.putHeader("Authorization", "Bearer " + settings.key().value());
        }
        return options;
    }

    /** Tells the circuit how it ended. */
    private final class Watched implements ChatListener {
        private final ChatListener listener;
        private final long began = System.nanoTime();

        Watched(ChatListener listener) {
            this.listener = listener;
        }

        @Override
        public void text(String part) {
            listener.text(part);
        }

        @Override
        public void done(ChatAnswer answer) {
            long nanos = System.nanoTime() - began;
            circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
            meters.ended("done", nanos);
            listener.done(answer);
        }

        @Override
        public void failed(String reason) {
            long nanos = System.nanoTime() - began;
            circuit.onError(nanos, TimeUnit.NANOSECONDS, new MalformedAnswer(reason));
            meters.ended("failed", nanos);
            listener.failed(reason);
        }
    }
}
