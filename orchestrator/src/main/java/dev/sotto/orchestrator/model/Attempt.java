package dev.sotto.orchestrator.model;

import dev.sotto.orchestrator.model.AnswerReader.Piece;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to the endpoint, from connecting to the last byte. One context. */
final class Attempt {
    private static final int LONGEST_LINE = 256 * 1024;
    private static final long LONGEST_BODY = 4L << 20;

    private final Owner owner;
    private final ServerEvents events = new ServerEvents(LONGEST_LINE, LONGEST_BODY);
    private final AnswerReader reader = new AnswerReader();
    private @Nullable HttpClientRequest request;
    private boolean over;

    /** Who runs the attempt. */
    interface Owner {
        /** A piece of the answer; empty text for a piece of a function call. */
        void piece(Attempt attempt, String text);

        void done(Attempt attempt, ChatAnswer answer);

        void failed(Attempt attempt, Failure failure);
    }

    /** @param wait what the endpoint asks to wait, when it does */
    record Failure(String reason, boolean worthRetrying, Optional<Duration> pause) {}

    Attempt(Owner owner) {
        this.owner = owner;
    }

    void start(HttpClient client, RequestOptions options, Buffer body) {
        client.request(options)
                .onComplete(
                        opened -> {
                            request = opened;
                            if (over) {
                                opened.reset();
                            } else {
                                opened.send(body).onComplete(this::answered, this::broken);
                            }
                        },
                        this::broken);
    }

    /** Closes the stream; nothing is reported any more. */
    void cancel() {
        over = true;
        if (request != null) {
            request.reset();
        }
    }

    private void answered(HttpClientResponse response) {
        if (over) {
            return;
        }
        response.exceptionHandler(this::broken);
        int status = response.statusCode();
        if (status != 200) {
            boolean again = status == 429 || status == 408 || status >= 500;
            fail(new Failure("it answered " + status, again, RetryAfter.of(response.getHeader("Retry-After"))));
            return;
        }
        response.handler(this::chunk);
        response.endHandler(done -> ended());
    }

    private void chunk(Buffer chunk) {
        if (over) {
            return;
        }
        try {
            for (String data : events.feed(chunk)) {
                Piece piece = reader.read(data);
                if (piece.token()) {
                    owner.piece(this, piece.text());
                }
                if (over) {
                    return;
                }
            }
        } catch (MalformedAnswer malformed) {
            fail(new Failure(String.valueOf(malformed.getMessage()), false, Optional.empty()));
            return;
        }
        if (reader.ended()) {
            ended();
        }
    }

    private void ended() {
        if (over) {
            return;
        }
        try {
            ChatAnswer answer = reader.answer();
            over = true;
            owner.done(this, answer);
        } catch (MalformedAnswer malformed) {
            fail(new Failure(String.valueOf(malformed.getMessage()), !reader.complete(), Optional.empty()));
        }
    }

    private void broken(Throwable cause) {
        fail(new Failure("the connection failed: " + cause.getClass().getSimpleName(), true, Optional.empty()));
    }

    private void fail(Failure failure) {
        if (over) {
            return;
        }
        cancel();
        owner.failed(this, failure);
    }
}
