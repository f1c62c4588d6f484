package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.service.Dictation;
import dev.sotto.media.speech.service.DictationService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A service whose results a test gives. */
final class ScriptedService implements DictationService {
    final List<Asked> asked = new ArrayList<>();
    int linesClosed;

    /** One utterance as it reached the service. */
    static final class Asked implements Dictation {
        final Dictation.Listener listener;
        final SpeechContext expected;
        int samples;
        boolean ended;
        boolean abandoned;

        Asked(SpeechContext expected, Dictation.Listener listener) {
            this.expected = expected;
            this.listener = listener;
        }

        @Override
        public void accept(short[] from, int offset, int count) {
            samples += count;
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void abandon() {
            abandoned = true;
        }
    }

    Asked asked(int index) {
        return asked.get(index);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String limits() {
        return "none";
    }

    @Override
    public Line open(Executor context) {
        return new Line() {
            @Override
            public Dictation begin(SpeechContext expected, Dictation.Listener listener) {
                Asked utterance = new Asked(expected, listener);
                asked.add(utterance);
                return utterance;
            }

            @Override
            public void close() {
                linesClosed++;
            }
        };
    }

    @Override
    public void close() {}
}
