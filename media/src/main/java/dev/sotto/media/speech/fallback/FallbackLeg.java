package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.service.DictationService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call's leg: its utterances that have no result yet, in the order of speech. Context of the call only. */
final class FallbackLeg implements Transcriber.Leg {
    private final FallbackTranscriber transcriber;
    private final DictationService.Line line;
    private final Executor context;
    private final Transcriber.Listener listener;
    private final Deque<HeardTwice> pending = new ArrayDeque<>(4);
    private @Nullable HeardTwice speaking;
    private @Nullable HeardTwice latest;
    private boolean closed;

    FallbackLeg(
            FallbackTranscriber transcriber,
            DictationService.Line line,
            Executor context,
            Transcriber.Listener listener) {
        this.transcriber = transcriber;
        this.line = line;
        this.context = context;
        this.listener = listener;
    }

    @Override
    public void begin(SpeechContext expected) {
        if (closed) {
            return;
        }
        if (speaking != null) {
            forget(speaking);
        }
        HeardTwice utterance = new HeardTwice(transcriber, line, context, expected, this);
        speaking = utterance;
        latest = utterance;
        pending.add(utterance);
        utterance.begin();
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        if (speaking != null) {
            speaking.accept(samples, offset, count);
        }
    }

    @Override
    public void end() {
        if (speaking != null) {
            HeardTwice ended = speaking;
            speaking = null;
            ended.end();
        }
    }

    @Override
    public void abandon() {
        if (latest != null) {
            forget(latest);
            latest = null;
            speaking = null;
            deliver();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pending.forEach(HeardTwice::abandon);
            pending.clear();
            speaking = null;
            line.close();
        }
    }

    /** Words of the utterance that is being spoken; those of an earlier one would be taken for it. */
    void partial(HeardTwice utterance, String text) {
        if (!closed && utterance == latest) {
            listener.onPartial(text);
        }
    }

    /** Hands on the results that are there, up to the first that isn't. */
    void deliver() {
        HeardTwice first = pending.peek();
        while (!closed && first != null && first.result() != null) {
            pending.remove();
            listener.onFinal(first.result());
            first = pending.peek();
        }
    }

    private void forget(HeardTwice utterance) {
        if (pending.remove(utterance)) {
            utterance.abandon();
        }
    }
}
