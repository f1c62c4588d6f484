package dev.sotto.media.speech.voskserver;

import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.QueuedDictation;
import dev.sotto.media.speech.service.ServiceFailure;
import dev.sotto.media.speech.service.SpeechSocket;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One utterance on a connection of its own. Everything but {@link #begin} on that connection's context. */
final class VoskServerUtterance implements SpeechSocket.Events {
    private static final String CONFIG = "{\"config\":{\"sample_rate\":8000,\"words\":1}}";
    private static final String END = "{\"eof\":1}";
    private static final long WATCH_MILLIS = 100;
    private static final int CHUNK_SAMPLES = 800;

    private final VoskServerService service;
    private final QueuedDictation dictation;
    private final short[] chunk = new short[CHUNK_SAMPLES];
    private final VoskWords words = new VoskWords();
    private @Nullable SpeechSocket socket;
    private boolean endSent;
    private boolean over;
    private long waitingSinceNanos;
    private int unanswered;
    private long watch = -1;

    private VoskServerUtterance(VoskServerService service, Executor call, Executor own, Dictation.Listener listener) {
        this.service = service;
        dictation = new QueuedDictation(call, own, listener, service.meter(), this::send);
    }

    static Dictation begin(VoskServerService service, Executor call, Context own, Dictation.Listener listener) {
        VoskServerUtterance utterance =
                new VoskServerUtterance(service, call, task -> own.runOnContext(v -> task.run()), listener);
        own.runOnContext(v -> utterance.connect(own));
        return utterance.dictation;
    }

    private void connect(Context own) {
        if (dictation.unwanted()) {
            return;
        }
        socket = SpeechSocket.open(own, service.client(), service.connectOptions(), service.meter(), this);
        watch = service.vertx().setPeriodic(WATCH_MILLIS, id -> watch());
    }

    @Override
    public void opened() {
        if (socket != null) {
            socket.text(CONFIG);
        }
        send();
    }

    @Override
    public void drained() {
        send();
    }

    private void send() {
        SpeechSocket open = socket;
        if (dictation.unwanted()) {
            close();
            return;
        }
        while (open != null && !endSent && open.writable()) {
            int count = dictation.poll(chunk);
            if (count > 0) {
                open.binary(coded(count));
                asked();
            } else if (dictation.ended()) {
                endSent = true;
                waitingSinceNanos = service.nanoTime();
                open.text(END);
            } else {
                return;
            }
        }
    }

    /** Each piece of sound is answered by one message. */
    private void asked() {
        if (unanswered++ == 0) {
            waitingSinceNanos = service.nanoTime();
        }
    }

    private Buffer coded(int count) {
        Buffer bytes = Buffer.buffer(2 * count);
        for (int i = 0; i < count; i++) {
            bytes.appendShortLE(chunk[i]);
        }
        return bytes;
    }

    @Override
    public void text(String message) {
        unanswered = Math.max(0, unanswered - 1);
        if (!endSent) {
            waitingSinceNanos = service.nanoTime();
        }
        switch (words.read(message)) {
            case UNREADABLE -> fail(ServiceFailure.MALFORMED);
            case RESULT -> {
                // those of the sound before the end may still be on their way
                if (endSent && unanswered == 0 && words.afterEnd()) {
                    close();
                    dictation.finish(words.hypothesis());
                } else {
                    dictation.partial(words.text());
                }
            }
            case PARTIAL -> dictation.partial(words.text());
        }
    }

    private void watch() {
        if (dictation.unwanted()) {
            close();
            return;
        }
        long waited = service.nanoTime() - waitingSinceNanos;
        if (endSent && waited > service.times().first().toNanos()) {
            fail(ServiceFailure.SLOW);
        } else if (!endSent && unanswered > 0 && waited > service.times().idle().toNanos()) {
            fail(ServiceFailure.STALLED);
        }
    }

    private void fail(ServiceFailure why) {
        if (socket != null) {
            socket.fail(why);
        }
    }

    @Override
    public void failed(ServiceFailure why) {
        close();
        dictation.fail(why);
    }

    private void close() {
        if (!over) {
            over = true;
            if (watch >= 0) {
                service.vertx().cancelTimer(watch);
            }
            if (socket != null) {
                socket.close();
            }
        }
    }
}
