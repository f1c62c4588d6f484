package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.Transcriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A local engine that "understands" how many samples it heard and their sum, when a test says so. */
final class SummingTranscriber implements Transcriber {
    final List<LocalLeg> legs = new ArrayList<>();

    @Override
    public Leg open(Executor context, Listener listener) {
        LocalLeg leg = new LocalLeg(listener);
        legs.add(leg);
        return leg;
    }

    static final class LocalLeg implements Leg {
        final Listener listener;
        SpeechContext expected;
        long sum;
        int samples;
        boolean ended;
        boolean closed;

        LocalLeg(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void begin(SpeechContext context) {
            expected = context;
        }

        @Override
        public void accept(short[] from, int offset, int count) {
            for (int i = 0; i < count; i++) {
                sum += from[offset + i];
            }
            samples += count;
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void abandon() {
            closed = true;
        }

        @Override
        public void close() {
            closed = true;
        }

        void understand() {
            listener.onFinal(new Hypothesis(samples + " samples sum " + sum, 0.9));
        }
    }
}
