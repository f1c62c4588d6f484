package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.pcm.PcmReader;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A voice that is streamed: its sound is handed on as it comes. A failure is a {@link FailedService}, thrown after what had
 * come was handed on. Thread-safe; blocks workers only.
 */
public final class SpeechVoice implements Synthesizer {
    public static final String NAME = "openai";

    private static final int POOL = 128;
    private static final int WAITING = 256;

    private final Vertx vertx;
    private final SpeechSettings settings;
    private final LongSupplier nanoTime;
    private final HttpClient client;

    /** {@code vertx} should not be the one whose loops make sound every 20 ms. */
    public SpeechVoice(Vertx vertx, SpeechSettings settings, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
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
        return "what we say is sent to " + settings.url().getHost() + "; model " + settings.model() + ", voice "
                + settings.voice();
    }

    @Override
    public void synthesize(String text, Sink sink) {
        if (text.isBlank()) {
            return;
        }
        long begun = nanoTime.getAsLong();
        PcmReader reader = new PcmReader(settings.rate(), sink);
        try (StreamedSound sound = StreamedSound.ask(vertx, client, requestOptions(), body(text))) {
            long first = -1;
            for (Buffer piece = next(sound, begun, first, 0);
                    piece != null;
                    piece = next(sound, begun, first, reader.delivered())) {
                first = first < 0 ? nanoTime.getAsLong() : first;
                byte[] bytes = piece.getBytes();
                if (!reader.accept(bytes, 0, bytes.length)) {
                    return;
                }
            }
            reader.end();
            if (reader.delivered() == 0) {
                throw new FailedService(ServiceFailure.MALFORMED);
            }
        }
    }

    /** Before the first sound it may take its time; afterwards it must not fall behind what is being heard. */
    private @Nullable Buffer next(StreamedSound sound, long begun, long first, long delivered) {
        long now = nanoTime.getAsLong();
        long heardUntil = first + delivered * 125_000L;
        long deadline = first < 0
                ? begun + settings.times().first().toNanos()
                : Math.max(now, heardUntil) + settings.times().idle().toNanos();
        if (first >= 0 && now - heardUntil > settings.times().idle().toNanos()) {
            throw new FailedService(ServiceFailure.STALLED);
        }
        return sound.next(deadline - now, first < 0 ? ServiceFailure.SLOW : ServiceFailure.STALLED);
    }

    private Buffer body(String text) {
        return new JsonObject()
                .put("model", settings.model())
                .put("voice", settings.voice())
                .put("input", text)
                .put("response_format", "pcm")
                .toBuffer();
    }

    private RequestOptions requestOptions() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.address())
                .setConnectTimeout(settings.times().connect().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Sotto");
        if (!settings.key().isEmpty()) {
            options.putHeader("Authorization", "Bearer " + settings.key().value());
        }
        return options;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        client.close();
    }
}
