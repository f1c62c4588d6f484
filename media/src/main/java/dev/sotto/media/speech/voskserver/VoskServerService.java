package dev.sotto.media.speech.voskserver;

import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.ServiceMeter;
import dev.sotto.media.speech.service.ServiceTimes;
import dev.sotto.media.speech.service.SpeechSocket;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A vosk-server somewhere. Thread-safe. */
public final class VoskServerService implements DictationService {
    public static final String NAME = "vosk-server";

    private final Vertx vertx;
    private final URI url;
    private final ServiceTimes times;
    private final ServiceMeter meter;
    private final LongSupplier nanoTime;
    private final WebSocketClient client;

    /**
     * Connects for each utterance.
     *
     * @param vertx should not be the one whose loops make sound every 20 ms
     * @param url {@code ws://host:2700}
     */
    public VoskServerService(Vertx vertx, URI url, ServiceTimes times, ServiceMeter meter, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.url = url;
        this.times = times;
        this.meter = meter;
        this.nanoTime = nanoTime;
        client = vertx.createWebSocketClient(SpeechSocket.clientOptions(times));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String limits() {
        return "what callers say is sent to " + url.getHost()
                + " while they speak; which words it knows is for its model to say";
    }

    @Override
    public Line open(Executor call) {
        return new Line() {
            @Override
            public Dictation begin(SpeechContext expected, Dictation.Listener listener) {
                return VoskServerUtterance.begin(
                        VoskServerService.this, call, ((VertxInternal) vertx).createEventLoopContext(), listener);
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

    WebSocketConnectOptions connectOptions() {
        String path = url.getPath() == null || url.getPath().isEmpty() ? "/" : url.getPath();
        return SpeechSocket.address(url, path, times);
    }

    WebSocketClient client() {
        return client;
    }

    Vertx vertx() {
        return vertx;
    }

    ServiceTimes times() {
        return times;
    }

    ServiceMeter meter() {
        return meter;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }
}
