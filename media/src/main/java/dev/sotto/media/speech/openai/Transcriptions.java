package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceMeter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A recogniser that is sent whole utterances. Thread-safe. */
public final class Transcriptions implements DictationService {
    public static final String NAME = "openai";

    private static final int POOL = 64;
    private static final int WAITING = 256;

    private final Vertx vertx;
    private final TranscriptionSettings settings;
    private final ServiceMeter meter;
    private final LongSupplier nanoTime;
    private final HttpClient client;

    /** {@code vertx} should not be the one whose loops make sound every 20 ms. */
    public Transcriptions(Vertx vertx, TranscriptionSettings settings, ServiceMeter meter, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
        this.meter = meter;
        this.nanoTime = nanoTime;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.times().connect().toMillis())
                        .setKeepAliveTimeout(30),
                new PoolOptions().setHttp1MaxSize(POOL).setMaxWaitQueueSize(WAITING));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "what callers say is sent to " + settings.url().getHost()
                + " when they have said it, so there are no words before; model " + settings.model();
    }

    @Override
    public Line open(Executor call) {
        return new Line() {
            @Override
            public Dictation begin(SpeechContext expected, Dictation.Listener listener) {
                return TranscribedUtterance.begin(
                        Transcriptions.this, call, ((VertxInternal) vertx).createEventLoopContext(), listener);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        client.close();
    }

    RequestOptions requestOptions(String contentType) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.address())
                .setConnectTimeout(settings.times().connect().toMillis())
                .putHeader("Content-Type", contentType)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "Sotto");
        if (!settings.key().isEmpty()) {
            options.putHeader("Authorization", "Bearer " + settings.key().value());
        }
        return options;
    }

    TranscriptionSettings settings() {
        return settings;
    }

    HttpClient client() {
        return client;
    }

    Vertx vertx() {
        return vertx;
    }

    ServiceMeter meter() {
        return meter;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}
