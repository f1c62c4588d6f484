package dev.sotto.media.speech;

import dev.sotto.media.speech.UtteranceQueue.Utterance;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leg of {@link PooledTranscriber}. Its call's context puts sound and marks into the queue; whichever worker has its
 * turn takes one chunk out.
 */
final class PooledLeg implements Transcriber.Leg {
    private static final Logger LOG = LoggerFactory.getLogger(PooledLeg.class);
    private static final int CHUNK_SAMPLES = 8 * PooledTranscriber.CHUNK_MILLIS;
    private static final int QUEUE_SAMPLES = 8_000 * 20;
    private static final int SAMPLES_PER_PARTIAL = 800;

    private final PooledTranscriber transcriber;
    private final Executor context;
    private final Transcriber.Listener listener;
    private final UtteranceQueue queue;

    // any thread
    private final AtomicBoolean inLine = new AtomicBoolean();
    private volatile boolean closed;

    // call context only
    private @Nullable Utterance speaking;
    private @Nullable Utterance latest;

    // the worker whose turn it is; inLine orders them
    private final short[] chunk = new short[CHUNK_SAMPLES];
    private @Nullable RecognitionStream stream;
    private @Nullable Utterance decoding;
    private @Nullable Utterance broken;
    private String partial = "";
    private int sincePartial;

    PooledLeg(PooledTranscriber transcriber, Executor context, Transcriber.Listener listener) {
        this.transcriber = transcriber;
        this.context = context;
        this.listener = listener;
        queue = new UtteranceQueue(QUEUE_SAMPLES, transcriber.queuedSamples());
    }

    @Override
    public void begin(SpeechContext expected) {
        if (!closed) {
            speaking = queue.begin(expected);
            latest = speaking;
            queueUp();
        }
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        if (speaking == null || closed) {
            return;
        }
        int lost = queue.offer(samples, offset, count);
        if (lost > 0) {
            transcriber.meter().dropped(lost);
        }
        if (queue.ready(CHUNK_SAMPLES)) {
            queueUp();
        }
    }

    @Override
    public void end() {
        if (speaking != null) {
            queue.end(speaking, transcriber.nanoTime());
            speaking = null;
            queueUp();
        }
    }

    @Override
    public void abandon() {
        if (latest != null) {
            queue.abandon(latest);
            latest = null;
            speaking = null;
            queueUp();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            speaking = null;
            transcriber.legClosed();
            queueUp();
        }
    }

    private void queueUp() {
        if (inLine.compareAndSet(false, true)) {
            try {
                transcriber.workers().execute(this::turn);
            } catch (RejectedExecutionException stopped) {
                LOG.atDebug().addKeyValue("cause", "stopped").log("Recognition has stopped");
            }
        }
    }

    private void turn() {
        if (closed) {
            // stays in line for ever: there is no further turn
            queue.clear();
            release();
            return;
        }
        Utterance utterance = queue.current();
        if (utterance != null) {
            skipIfLate(utterance);
            if (utterance != broken) {
                decodeOneChunk(utterance);
            } else {
                queue.poll(utterance, chunk);
            }
            if (queue.takeEnd(utterance)) {
                deliver(utterance, finish(utterance));
            }
        }
        inLine.set(false);
        if (closed || queue.ready(CHUNK_SAMPLES)) {
            queueUp();
        }
    }

    /** With more legs than workers can serve, words that come this late are worth less than those of the next utterance. */
    private void skipIfLate(Utterance utterance) {
        int lost = queue.skipIfEnded(utterance, transcriber.nanoTime() - PooledTranscriber.MAX_LAG_NANOS);
        if (lost > 0) {
            transcriber.meter().dropped(lost);
        }
    }

    private void decodeOneChunk(Utterance utterance) {
        try {
            RecognitionStream decoder =
                    stream != null ? stream : transcriber.engine().open();
            stream = decoder;
            if (decoding != utterance) {
                decoding = utterance;
                partial = "";
                sincePartial = 0;
                decoder.begin(utterance.expected());
            }
            int count = queue.poll(utterance, chunk);
            if (count > 0) {
                decoder.accept(chunk, 0, count);
            }
            sincePartial += count;
            if (sincePartial >= SAMPLES_PER_PARTIAL && queue.depth() < SAMPLES_PER_PARTIAL) {
                sincePartial = 0;
                deliverPartial(utterance, decoder.partial());
            }
        } catch (RuntimeException | Error failure) {
            giveUp(utterance, failure);
        }
    }

    private Hypothesis finish(Utterance utterance) {
        decoding = null;
        if (utterance == broken || stream == null) {
            return Hypothesis.NOTHING;
        }
        try {
            return stream.end();
        } catch (RuntimeException | Error failure) {
            giveUp(utterance, failure);
            return Hypothesis.NOTHING;
        }
    }

    private void deliver(Utterance utterance, Hypothesis hypothesis) {
        context.execute(() -> {
            if (!closed && !utterance.abandoned()) {
                transcriber.meter().finalAfter(transcriber.nanoTime() - utterance.endNanos());
                listener.onFinal(hypothesis);
            }
        });
    }

    private void deliverPartial(Utterance utterance, String text) {
        if (!text.equals(partial)) {
            partial = text;
            context.execute(() -> {
                if (!closed && !utterance.abandoned()) {
                    listener.onPartial(text);
                }
            });
        }
    }

    /** The utterance still gets its one final result, an empty one; the next has a new decoder. */
    private void giveUp(Utterance utterance, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("engine", transcriber.engine().name())
                .log("Recognition failed");
        broken = utterance;
        release();
    }

    private void release() {
        RecognitionStream old = stream;
        stream = null;
        decoding = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException | Error failure) {
                LOG.atWarn().setCause(failure).log("A decoder could not be closed");
            }
        }
    }
}
