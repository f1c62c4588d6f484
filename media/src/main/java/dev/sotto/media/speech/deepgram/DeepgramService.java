package dev.sotto.media.speech.deepgram;

import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceMeter;
import dev.sotto.media.speech.service.ServiceTimes;
import dev.sotto.media.speech.service.SpeechSocket;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A live recogniser that speaks Deepgram's protocol. Thread-safe. */
public final class DeepgramService implements DictationService {
    public static final String NAME = "deepgram";

    private final Vertx vertx;
    private final DeepgramSettings settings;
    private final ServiceMeter meter;
    private final LongSupplier nanoTime;
    private final WebSocketClient client;

    /** {@code vertx} should not be the one whose loops make sound every 20 ms. */
    public DeepgramService(Vertx vertx, DeepgramSettings settings, ServiceMeter meter, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
        this.meter = meter;
        this.nanoTime = nanoTime;
        client = vertx.createWebSocketClient(SpeechSocket.clientOptions(settings.times()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "what callers say is sent to " + settings.url().getHost() + " while they speak; model "
                + (settings.model().isEmpty() ? "of its choice" : settings.model());
    }

    @Override
    public Line open(Executor context) {
        return new DeepgramLine(this, context, ((VertxInternal) vertx).createEventLoopContext());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        client.close();
    }

    WebSocketConnectOptions connectOptions() {
        WebSocketConnectOptions options = SpeechSocket.address(settings.url(), settings.path(), settings.times());
        if (!settings.key().isEmpty()) {
            options.putHeader("Authorization", "Token " + settings.key().value());
        }
        return options;
    }

    WebSocketClient client() {
        return client;
    }

    Vertx vertx() {
        return vertx;
    }

    ServiceMeter meter() {
        return meter;
    }

    ServiceTimes times() {
        return settings.times();
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}
