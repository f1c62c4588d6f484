package dev.sotto.media.session;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.turn.Expectation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call's side of the recogniser: keeps the times of utterances whose words are not there yet, in order. Without a
 * recogniser every speech is understood as nothing. Call context only.
 */
final class Recognition implements Transcriber.Listener {
    private final MediaListener listener;
    private final Runnable whenNothing;
    private final MediaMeters meters;
    private final LongSupplier nanoClock;
    private final Deque<Ended> pending = new ArrayDeque<>();
    private final Transcriber.@Nullable Leg leg;
    private SpeechContext expected = SpeechContext.GENERAL;
    private Consumer<String> soFar = words -> {};
    private boolean closed;

    private record Ended(long startedNanos, long endedNanos, long decidedNanos, boolean overUs) {}

    Recognition(
            @Nullable Transcriber transcriber,
            Executor context,
            MediaListener listener,
            Runnable whenNothing,
            MediaMeters meters,
            LongSupplier nanoClock) {
        this.listener = listener;
        this.whenNothing = whenNothing;
        this.meters = meters;
        this.nanoClock = nanoClock;
        this.leg = transcriber == null ? null : transcriber.open(context, this);
    }

    /** From the next utterance on. */
    void expect(Expectation expectation) {
        expected = switch (expectation) {
            case DIGITS, CODE, MONEY -> SpeechContext.DIGITS;
            case ANYTHING, YES_NO, SPELLED, NAME, DATE, TEXT -> SpeechContext.GENERAL;
        };
    }

    /** Who is told the words so far of the speech that goes on. */
    void tellWords(Consumer<String> listening) {
        soFar = listening;
    }

    void begin(PreRoll preRoll, int frames) {
        if (leg != null) {
            leg.begin(expected);
            preRoll.feed(leg, frames);
        }
    }

    void accept(short[] frame) {
        if (leg != null) {
            leg.accept(frame, 0, frame.length);
        }
    }

    void end(long startedNanos, long endedNanos, long decidedNanos, boolean overUs) {
        meters.turnDecided(decidedNanos - endedNanos);
        if (leg == null) {
            nothing();
            return;
        }
        pending.add(new Ended(startedNanos, endedNanos, decidedNanos, overUs));
        leg.end();
    }

    @Override
    public void onPartial(String text) {
        if (closed) {
            return;
        }
        if (pending.isEmpty()) {
            soFar.accept(text);
        }
        listener.onPartial(text);
    }

    @Override
    public void onFinal(Hypothesis hypothesis) {
        Ended ended = pending.poll();
        if (closed || ended == null) {
            return;
        }
        meters.turnRecognised(nanoClock.getAsLong() - ended.decidedNanos());
        if (hypothesis.isEmpty()) {
            nothing();
        } else {
            listener.onUtterance(new Utterance(
                    hypothesis.text(),
                    hypothesis.confidence(),
                    ended.startedNanos(),
                    ended.endedNanos(),
                    ended.decidedNanos(),
                    ended.overUs()));
        }
    }

    private void nothing() {
        whenNothing.run();
        listener.onNothingUnderstood();
    }

    void close() {
        closed = true;
        pending.clear();
        if (leg != null) {
            leg.close();
        }
    }
}
