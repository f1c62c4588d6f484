package dev.sotto.media.testbed;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.Transcriber;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Understands, utterance by utterance, what its script says; when that has ended, nothing. Keeps the sound it was given. */
public final class ScriptedTranscriber implements Transcriber {
    private final Deque<String> script;
    private final List<short[]> heard = new CopyOnWriteArrayList<>();

    private final List<SpeechContext> expected = new CopyOnWriteArrayList<>();

    private final double confidence;

    public ScriptedTranscriber(String... script) {
        this(0.9, script);
    }

    private ScriptedTranscriber(double confidence, String... script) {
        this.confidence = confidence;
        this.script = new ArrayDeque<>(List.of(script));
    }

    /** One that is never sure of what it understands. */
    public static ScriptedTranscriber unsure(String... script) {
        return new ScriptedTranscriber(0.2, script);
    }

    /** Sound of each utterance that has ended. */
    public List<short[]> heard() {
        return heard;
    }

    /** What was expected of each utterance that has begun. */
    public List<SpeechContext> expected() {
        return expected;
    }

    @Override
    public Leg open(Executor context, Listener listener) {
        return new ScriptedLeg(context, listener);
    }

    private final class ScriptedLeg implements Leg {
        private final Executor context;
        private final Listener listener;
        private short[] samples = new short[0];
        private boolean begun;
        private boolean closed;

        ScriptedLeg(Executor context, Listener listener) {
            this.context = context;
            this.listener = listener;
        }

        @Override
        public void begin(SpeechContext context) {
            if (begun) {
                throw new IllegalStateException("begun twice");
            }
            begun = true;
            expected.add(context);
            samples = new short[0];
        }

        @Override
        public void accept(short[] from, int offset, int count) {
            if (begun) {
                int length = samples.length;
                samples = Arrays.copyOf(samples, length + count);
                System.arraycopy(from, offset, samples, length, count);
            }
        }

        @Override
        public void end() {
            if (!begun) {
                throw new IllegalStateException("ended before it began");
            }
            begun = false;
            heard.add(samples);
            String text = script.isEmpty() ? "" : script.poll();
            Hypothesis hypothesis = text.isEmpty() ? Hypothesis.NOTHING : new Hypothesis(text, confidence);
            context.execute(() -> {
                if (!closed) {
                    listener.onFinal(hypothesis);
                }
            });
        }

        @Override
        public void abandon() {
            begun = false;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
