package dev.sotto.media.speech.openai;

import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.QueuedDictation;
import dev.sotto.media.speech.service.ServiceFailure;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One utterance: its sound until it has ended, then one request. Everything but {@link #begin} on its own context. */
final class TranscribedUtterance {
    /** What is longer loses its beginning. */
    static final int MAX_SAMPLES = 8_000 * 30;

    private static final int MAX_ANSWER = 256 * 1024;
    private static final int FIRST_SIZE = 8_000 * 4;
    private static final int PIECE = 1_600;

    private final Transcriptions service;
    private final QueuedDictation dictation;
    private final short[] piece = new short[PIECE];
    private final Buffer answer = Buffer.buffer();
    private short[] sound = new short[FIRST_SIZE];
    private int size;
    private boolean asked;
    private boolean over;
    private long deadline = -1;
    private @Nullable HttpClientRequest request;

    private TranscribedUtterance(Transcriptions service, Executor call, Executor own, Dictation.Listener listener) {
        this.service = service;
        dictation = new QueuedDictation(call, own, listener, service.meter(), this::take);
    }

    static Dictation begin(Transcriptions service, Executor call, Context own, Dictation.Listener listener) {
        return new TranscribedUtterance(service, call, task -> own.runOnContext(v -> task.run()), listener).dictation;
    }

    private void take() {
        if (dictation.unwanted()) {
            end();
            return;
        }
        for (int count = dictation.poll(piece); count > 0; count = dictation.poll(piece)) {
            keep(count);
        }
        if (dictation.ended() && dictation.depth() == 0 && !asked) {
            asked = true;
            ask();
        }
    }

    private void keep(int count) {
        if (size + count > MAX_SAMPLES) {
            int lost = size + count - MAX_SAMPLES;
            System.arraycopy(sound, lost, sound, 0, size - lost);
            size -= lost;
            service.meter().dropped(lost);
        }
        if (size + count > sound.length) {
            sound = Arrays.copyOf(sound, Math.min(MAX_SAMPLES, Math.max(size + count, 2 * sound.length)));
        }
        System.arraycopy(piece, 0, sound, size, count);
        size += count;
    }

    private void ask() {
        Multipart body = TranscriptionRequest.of(service.settings(), sound, size);
        deadline = service.vertx()
                .setTimer(service.settings().times().first().toMillis(), id -> fail(ServiceFailure.SLOW));
        service.meter().streams(1);
        service.client()
                .request(service.requestOptions(body.contentType()))
                .onFailure(cause -> fail(ServiceFailure.UNREACHABLE))
                .onSuccess(opened -> send(opened, body.bytes()));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(HttpClientRequest opened, Buffer body) {
        if (over) {
            opened.reset();
            return;
        }
        request = opened;
        opened.exceptionHandler(cause -> fail(ServiceFailure.CLOSED));
        opened.send(body).onFailure(cause -> fail(ServiceFailure.CLOSED)).onSuccess(this::read);
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(cause -> fail(ServiceFailure.CLOSED));
        if (response.statusCode() != 200) {
            fail(ServiceFailure.ofStatus(response.statusCode()));
            return;
        }
        response.handler(part -> {
            if (answer.length() + part.length() > MAX_ANSWER) {
                fail(ServiceFailure.MALFORMED);
            } else {
                answer.appendBuffer(part);
            }
        });
        response.endHandler(v -> understand());
    }

    private void understand() {
        TranscriptionAnswer understood = TranscriptionAnswer.parse(answer.toString());
        if (understood == null) {
            fail(ServiceFailure.MALFORMED);
        } else if (!over) {
            request = null;
            end();
            dictation.finish(understood.hypothesis());
        }
    }

    private void fail(ServiceFailure why) {
        if (!over) {
            end();
            dictation.fail(why);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void end() {
        if (over) {
            return;
        }
        over = true;
        if (asked) {
            service.meter().streams(-1);
            service.vertx().cancelTimer(deadline);
        }
        if (request != null) {
            request.reset();
        }
    }
}
