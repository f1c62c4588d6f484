package dev.sotto.media.speech.deepgram;

import dev.sotto.media.codec.AudioCodec;
import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.deepgram.DeepgramMessage.Words;
import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.DictationService;
import dev.sotto.media.speech.service.QueuedDictation;
import dev.sotto.media.speech.service.ServiceFailure;
import dev.sotto.media.speech.service.SpeechSocket;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call's connection: opened when the caller first speaks, kept alive between utterances, opened again after it was lost.
 * {@link #begin} and {@link #close} belong to the call's context, everything else to the line's own.
 */
final class DeepgramLine implements DictationService.Line, SpeechSocket.Events {
    private static final String FINALIZE = "{\"type\":\"Finalize\"}";
    private static final String KEEP_ALIVE = "{\"type\":\"KeepAlive\"}";
    private static final String CLOSE_STREAM = "{\"type\":\"CloseStream\"}";

    /** The service hangs up after ten silent seconds. */
    private static final long KEEP_ALIVE_NANOS = 4_000_000_000L;

    /** What was flushed comes before what it follows, now and then. */
    private static final long GRACE_NANOS = 250_000_000L;

    private static final long WATCH_MILLIS = 100;
    private static final int CHUNK_SAMPLES = 800;

    private final DeepgramService service;
    private final Executor call;
    private final Context own;
    private final Executor ownExecutor;

    // own context only
    private final AudioCodec codec = AudioFormat.PCMU.open();
    private final short[] chunk = new short[CHUNK_SAMPLES];
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private @Nullable SpeechSocket socket;
    private long sent;
    private long lastSentNanos;
    private boolean unanswered;
    private long unansweredSinceNanos;
    private long watch = -1;
    private boolean closed;

    DeepgramLine(DeepgramService service, Executor call, Context own) {
        this.service = service;
        this.call = call;
        this.own = own;
        ownExecutor = task -> own.runOnContext(v -> task.run());
    }

    @Override
    public Dictation begin(SpeechContext expected, Dictation.Listener listener) {
        QueuedDictation dictation = new QueuedDictation(call, ownExecutor, listener, service.meter(), this::send);
        ownExecutor.execute(() -> begun(dictation));
        return dictation;
    }

    @Override
    public void close() {
        ownExecutor.execute(() -> {
            closed = true;
            if (socket != null) {
                socket.text(CLOSE_STREAM);
                socket.close();
                socket = null;
            }
            stopWatch();
            stretches.clear();
        });
    }

    private void begun(QueuedDictation dictation) {
        if (closed) {
            return;
        }
        stretches.add(new Stretch(dictation));
        if (socket == null) {
            sent = 0;
            socket = SpeechSocket.open(own, service.client(), service.connectOptions(), service.meter(), this);
        }
        if (watch < 0) {
            watch = service.vertx().setPeriodic(WATCH_MILLIS, id -> watch());
        }
        send();
    }

    @Override
    public void opened() {
        lastSentNanos = service.nanoTime();
        unanswered = false;
        send();
    }

    @Override
    public void drained() {
        send();
    }

    /** As much as the connection takes, utterance by utterance. */
    private void send() {
        SpeechSocket open = socket;
        if (open == null || !open.isOpen()) {
            return;
        }
        for (Stretch stretch : stretches) {
            if (!stretch.closed() && !sendAll(open, stretch)) {
                break;
            }
        }
        settle();
    }

    private boolean sendAll(SpeechSocket open, Stretch stretch) {
        QueuedDictation dictation = stretch.dictation();
        while (open.writable()) {
            int count = dictation.poll(chunk);
            if (count == 0) {
                if (!dictation.ended()) {
                    return false;
                }
                long now = service.nanoTime();
                stretch.closeAt(sent, now);
                open.text(FINALIZE);
                lastSentNanos = now;
                return true;
            }
            if (!stretch.begun()) {
                stretch.beginAt(sent);
            }
            byte[] coded = new byte[count];
            codec.encode(chunk, 0, count, coded, 0);
            open.binary(Buffer.buffer(coded));
            sent += count;
            lastSentNanos = service.nanoTime();
            if (!unanswered) {
                unanswered = true;
                unansweredSinceNanos = lastSentNanos;
            }
        }
        return false;
    }

    @Override
    public void text(String message) {
        unanswered = false;
        DeepgramMessage heard = DeepgramMessage.parse(message);
        if (heard instanceof Words words) {
            place(words);
        } else if (heard instanceof DeepgramMessage.Problem && socket != null) {
            socket.fail(ServiceFailure.REFUSED);
        } else if (heard instanceof DeepgramMessage.Unreadable && socket != null) {
            socket.fail(ServiceFailure.MALFORMED);
        }
    }

    private void place(Words words) {
        for (Stretch stretch : stretches) {
            if (stretch.holds(words)) {
                stretch.add(words);
            }
            if (stretch.flushedBy(words)) {
                stretch.flushed(service.nanoTime());
            }
        }
        settle();
    }

    /** Ends the utterances whose words are all there. */
    private void settle() {
        long now = service.nanoTime();
        Stretch first = stretches.peek();
        while (first != null && over(first, now)) {
            stretches.remove();
            first.dictation().finish(first.hypothesis());
            first = stretches.peek();
        }
    }

    private static boolean over(Stretch stretch, long now) {
        return stretch.closed()
                && (stretch.dictation().unwanted()
                        || stretch.empty()
                        || stretch.covered()
                        || stretch.wasFlushed() && now - stretch.flushedNanos() > GRACE_NANOS);
    }

    private void watch() {
        settle();
        SpeechSocket open = socket;
        if (open == null) {
            stopWatch();
            return;
        }
        if (!open.isOpen()) {
            return;
        }
        long now = service.nanoTime();
        Stretch first = stretches.peek();
        if (first == null) {
            if (now - lastSentNanos > KEEP_ALIVE_NANOS) {
                open.text(KEEP_ALIVE);
                lastSentNanos = now;
            }
        } else if (first.closed()) {
            if (now - first.closedNanos() > service.times().first().toNanos()) {
                open.fail(ServiceFailure.SLOW);
            }
        } else if (unanswered
                && now - unansweredSinceNanos > service.times().idle().toNanos()) {
            open.fail(open.writable() ? ServiceFailure.STALLED : ServiceFailure.OVERLOADED);
        }
    }

    @Override
    public void failed(ServiceFailure why) {
        socket = null;
        List<Stretch> lost = new ArrayList<>(stretches);
        stretches.clear();
        stopWatch();
        lost.forEach(stretch -> stretch.dictation().fail(why));
    }

    private void stopWatch() {
        if (watch >= 0) {
            service.vertx().cancelTimer(watch);
            watch = -1;
        }
    }
}
