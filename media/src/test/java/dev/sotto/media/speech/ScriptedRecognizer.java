package dev.sotto.media.speech;

import java.util.ArrayList;
import java.util.List;

/** "Understands" the sum of what it hears, and notes who was decoded when: the first sample names the leg. */
final class ScriptedRecognizer implements Recognizer {
    final List<Integer> turns = new ArrayList<>();
    final List<SpeechContext> expected = new ArrayList<>();
    int opened;
    int closed;
    boolean failsOnAccept;
    boolean failsOnEnd;

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String limits() {
        return "";
    }

    @Override
    public RecognitionStream open() {
        opened++;
        return new Stream();
    }

    @Override
    public void close() {}

    private final class Stream implements RecognitionStream {
        private int heard;
        private int samples;

        @Override
        public void begin(SpeechContext context) {
            expected.add(context);
            heard = 0;
            samples = 0;
        }

        @Override
        public void accept(short[] from, int offset, int count) {
            if (failsOnAccept) {
                throw new IllegalStateException("scripted failure");
            }
            turns.add((int) from[offset]);
            for (int i = offset; i < offset + count; i++) {
                heard += from[i];
            }
            samples += count;
        }

        @Override
        public String partial() {
            return samples + " so far";
        }

        @Override
        public Hypothesis end() {
            if (failsOnEnd) {
                throw new IllegalStateException("scripted failure");
            }
            return new Hypothesis(samples + " samples sum " + heard, 0.9);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
