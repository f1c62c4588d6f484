package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer between the network's context, which puts pieces in, and a worker, which waits for them. A piece is
 * asked for when the one before was taken, so that what waits is bounded by one read of the socket.
 */
final class StreamedSound implements AutoCloseable {
    private final Context own;
    private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();

    // own context only
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean closed;

    private enum End {
        END
    }

    private StreamedSound(Context own) {
        this.own = own;
    }

    static StreamedSound ask(Vertx vertx, HttpClient client, RequestOptions options, Buffer body) {
        StreamedSound sound = new StreamedSound(((VertxInternal) vertx).createEventLoopContext());
        sound.own.runOnContext(v -> client.request(options)
                .onFailure(cause -> sound.fail(ServiceFailure.UNREACHABLE))
                .onSuccess(opened -> sound.send(opened, body)));
        return sound;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(HttpClientRequest opened, Buffer body) {
        if (closed) {
            opened.reset();
            return;
        }
        request = opened;
        opened.exceptionHandler(cause -> fail(ServiceFailure.CLOSED));
        opened.send(body).onFailure(cause -> fail(ServiceFailure.CLOSED)).onSuccess(this::read);
    }

    private void read(HttpClientResponse answer) {
        answer.exceptionHandler(cause -> fail(ServiceFailure.CLOSED));
        String type = String.valueOf(answer.getHeader("Content-Type"));
        if (answer.statusCode() != 200) {
            fail(ServiceFailure.ofStatus(answer.statusCode()));
        } else if (type.startsWith("text/") || type.startsWith("application/json")) {
            fail(ServiceFailure.MALFORMED);
        } else if (!closed) {
            response = answer;
            answer.pause();
            answer.handler(pieces::add);
            answer.endHandler(v -> pieces.add(End.END));
            answer.fetch(1);
        }
    }

    private void fail(ServiceFailure why) {
        pieces.add(why);
    }

    /**
     * Worker: waits for the next piece.
     *
     * @return null at the end
     * @throws FailedService it failed, or {@code late} when the time is over
     */
    @Nullable
    Buffer next(long nanos, ServiceFailure late) {
        Object piece;
        try {
            piece = pieces.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FailedService(ServiceFailure.CLOSED);
        }
        if (piece instanceof Buffer bytes) {
            own.runOnContext(v -> more());
            return bytes;
        }
        if (piece == End.END) {
            return null;
        }
        throw new FailedService(piece instanceof ServiceFailure why ? why : late);
    }

    private void more() {
        if (response != null && !closed) {
            response.fetch(1);
        }
    }

    /** Worker: nothing more is wanted. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void close() {
        own.runOnContext(v -> {
            closed = true;
            if (request != null) {
                request.reset();
            }
        });
    }
}
