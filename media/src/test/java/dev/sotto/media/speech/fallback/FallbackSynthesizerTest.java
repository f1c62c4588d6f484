package dev.sotto.media.speech.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Synthesizer;
import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.RecordingMeter;
import dev.sotto.media.speech.service.ServiceCircuit;
import dev.sotto.media.speech.service.ServiceFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackSynthesizerTest {
    private static final String TEXT = "Your refund of one hundred and twenty dollars is on its way.";
    private static final int PER_LETTER = 533;

    private final RecordingMeter meter = new RecordingMeter();
    private final Scripted voice = new Scripted("remote");
    private final Scripted local = new Scripted("local");
    private final FallbackSynthesizer speaker = new FallbackSynthesizer(
            voice, local, new ServiceCircuit("remote", Clock.systemUTC(), meter), meter, 1, () -> 0L);
    private final Recording sink = new Recording();

    @Test
    void aVoiceThatWorksIsAloneHeard() {
        speaker.synthesize(TEXT, sink);

        assertThat(voice.said).containsExactly(TEXT);
        assertThat(local.said).isEmpty();
        assertThat(sink.standIns).isZero();
        assertThat(sink.samples).isEqualTo(PER_LETTER * TEXT.length());
    }

    @Test
    void aFailureBeforeTheFirstSoundIsTheWholeSentenceOfTheLocalVoice() {
        voice.failAfter = 0;
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).containsExactly(TEXT);
        assertThat(sink.standIns).isEqualTo(1);
        assertThat(meter.all).containsExactly("failed CLOSED", "fell back silent");
    }

    @Test
    void silenceIsNoSound() {
        voice.height = 0;
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).containsExactly(TEXT);
        assertThat(sink.samples)
                .as("of silence, then the sentence")
                .isLessThan(12_000 + 5_000 + PER_LETTER * TEXT.length());
    }

    @Test
    void aFailureInTheMiddleIsTheRestOfTheSentence() {
        voice.failAfter = PER_LETTER * (TEXT.indexOf("twenty") + 3);
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).containsExactly("twenty dollars is on its way.");
        assertThat(meter.all).containsExactly("first", "failed CLOSED", "fell back speaking");
    }

    @Test
    void aFailureAfterTheLastWordSaysNothingTwice() {
        voice.failAfter = PER_LETTER * TEXT.length() + 500;
        voice.extra = 2_000;
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).isEmpty();
    }

    @Test
    void whoeverIsInterruptedHearsNoOtherVoice() {
        sink.limit = 3_000;
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).isEmpty();
        assertThat(meter.all).containsExactly("first");
        assertThat(meter.streams).hasValue(0);
    }

    @Test
    void afterManyFailuresTheVoiceIsLeftInPeace() {
        voice.failAfter = 0;
        for (int i = 0; i < 4; i++) {
            speaker.synthesize(TEXT, new Recording());
        }

        assertThat(voice.said).hasSize(3);
        assertThat(local.said).hasSize(4);
        assertThat(meter.all).contains("fell back open");
    }

    @Test
    void oneSentenceTooManyIsNotMadeToWait() {
        voice.meanwhile = () -> speaker.synthesize("Another one.", new Recording());
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).containsExactly("Another one.");
        assertThat(meter.all).containsExactly("fell back busy", "first");
    }

    @Test
    void aBrokenVoiceIsAFailureToo() {
        voice.broken = true;
        speaker.synthesize(TEXT, sink);

        assertThat(local.said).containsExactly(TEXT);
    }

    /** Says every letter for as long, and fails where it is told to. */
    private static final class Scripted implements Synthesizer {
        private final String name;
        final List<String> said = new ArrayList<>();
        int failAfter = Integer.MAX_VALUE;
        int extra;
        int height = 5_000;
        boolean broken;
        Runnable meanwhile = () -> {};

        Scripted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String limits() {
            return name;
        }

        @Override
        public void synthesize(String text, Sink sink) {
            said.add(text);
            meanwhile.run();
            if (broken) {
                throw new IllegalStateException("broken");
            }
            int left = PER_LETTER * text.length() + extra;
            int until = Math.min(left, failAfter);
            short[] piece = new short[500];
            Arrays.fill(piece, (short) height);
            for (int done = 0; done < until; done += piece.length) {
                if (!sink.accept(piece, 0, Math.min(piece.length, until - done))) {
                    return;
                }
            }
            if (until < left) {
                throw new FailedService(ServiceFailure.CLOSED);
            }
        }

        @Override
        public void close() {}
    }

    private static final class Recording implements Synthesizer.Sink {
        int samples;
        int standIns;
        int limit = Integer.MAX_VALUE;

        @Override
        public boolean accept(short[] from, int offset, int count) {
            samples += count;
            return samples < limit;
        }

        @Override
        public void standIn() {
            standIns++;
        }
    }
}
