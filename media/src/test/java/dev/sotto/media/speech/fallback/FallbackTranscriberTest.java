package dev.sotto.media.speech.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.Transcriber;
import dev.sotto.media.speech.service.RecordingMeter;
import dev.sotto.media.speech.service.ServiceCircuit;
import dev.sotto.media.speech.service.ServiceFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackTranscriberTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ScriptedService service = new ScriptedService();
    private final SummingTranscriber local = new SummingTranscriber();
    private final RecordingMeter meter = new RecordingMeter();
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    private final ServiceCircuit circuit = new ServiceCircuit(
            "test",
            new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return clock;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            meter);
    private final FallbackTranscriber transcriber = new FallbackTranscriber(service, local, circuit, meter, () -> 0L);
    private final List<String> heard = new ArrayList<>();
    private final Transcriber.Leg leg = transcriber.open(Runnable::run, new Transcriber.Listener() {
        @Override
        public void onPartial(String text) {
            heard.add("partial " + text);
        }

        @Override
        public void onFinal(Hypothesis hypothesis) {
            heard.add(hypothesis.text());
        }
    });

    @Test
    void whatTheServiceUnderstandsIsTaken() {
        speak(SpeechContext.DIGITS, 1, 320);
        service.asked(0).listener.onPartial("four");
        service.asked(0).listener.onFinal(new Hypothesis("four eight", 0.9));

        assertThat(heard).containsExactly("partial four", "four eight");
        assertThat(service.asked(0).expected).isEqualTo(SpeechContext.DIGITS);
        assertThat(local.legs).isEmpty();
    }

    @Test
    void aFailureInTheMiddleGivesAllTheSoundToTheLocalEngine() {
        leg.begin(SpeechContext.DIGITS);
        say(1, 30_000);
        service.asked(0).listener.onFailure(ServiceFailure.CLOSED);
        say(2, 1_000);
        leg.end();
        local.legs.get(0).understand();

        assertThat(heard).containsExactly("31000 samples sum 32000");
        assertThat(local.legs.get(0).expected).isEqualTo(SpeechContext.DIGITS);
        assertThat(local.legs.get(0).closed).isTrue();
        assertThat(meter.all).containsExactly("failed CLOSED", "fell back speaking");
    }

    @Test
    void aFailureAfterTheEndDoesSoToo() {
        speak(SpeechContext.GENERAL, 3, 800);
        service.asked(0).listener.onFailure(ServiceFailure.SLOW);
        assertThat(local.legs.get(0).ended).isTrue();
        local.legs.get(0).understand();

        assertThat(heard).containsExactly("800 samples sum 2400");
    }

    @Test
    void wordsThatComeAfterAllAreNotHeardTwice() {
        speak(SpeechContext.GENERAL, 1, 160);
        service.asked(0).listener.onFailure(ServiceFailure.SLOW);
        service.asked(0).listener.onFinal(new Hypothesis("too late", 0.9));
        local.legs.get(0).understand();
        service.asked(0).listener.onFinal(new Hypothesis("much too late", 0.9));
        service.asked(0).listener.onFailure(ServiceFailure.CLOSED);

        assertThat(heard).containsExactly("160 samples sum 160");
        assertThat(local.legs).hasSize(1);
    }

    @Test
    void resultsKeepTheOrderOfSpeechWhoeverFoundThem() {
        speak(SpeechContext.GENERAL, 1, 160);
        speak(SpeechContext.GENERAL, 1, 320);
        service.asked(0).listener.onFailure(ServiceFailure.SLOW);
        service.asked(1).listener.onFinal(new Hypothesis("second", 0.9));
        assertThat(heard).isEmpty();
        local.legs.get(0).understand();

        assertThat(heard).containsExactly("160 samples sum 160", "second");
    }

    @Test
    void twoThatFailAtOnceAreBothUnderstood() {
        speak(SpeechContext.GENERAL, 1, 160);
        leg.begin(SpeechContext.GENERAL);
        say(5, 100);
        service.asked(0).listener.onFailure(ServiceFailure.CLOSED);
        service.asked(1).listener.onFailure(ServiceFailure.CLOSED);
        say(5, 60);
        leg.end();
        local.legs.get(1).understand();
        local.legs.get(0).understand();

        assertThat(heard).containsExactly("160 samples sum 160", "160 samples sum 800");
    }

    @Test
    void anAbandonedUtteranceHasNoResultAndBlocksNone() {
        leg.begin(SpeechContext.GENERAL);
        say(1, 160);
        leg.abandon();
        speak(SpeechContext.GENERAL, 1, 320);
        service.asked(0).listener.onFailure(ServiceFailure.CLOSED);
        service.asked(1).listener.onFinal(new Hypothesis("second", 0.9));

        assertThat(service.asked(0).abandoned).isTrue();
        assertThat(local.legs).isEmpty();
        assertThat(heard).containsExactly("second");
    }

    @Test
    void whatABeginInterruptsIsForgotten() {
        leg.begin(SpeechContext.GENERAL);
        leg.begin(SpeechContext.GENERAL);
        leg.end();
        service.asked(1).listener.onFinal(new Hypothesis("second", 0.9));

        assertThat(service.asked(0).abandoned).isTrue();
        assertThat(heard).containsExactly("second");
    }

    @Test
    void anOpenCircuitAsksNobodyAndComesBackLater() {
        for (int i = 0; i < 3; i++) {
            speak(SpeechContext.GENERAL, 1, 160);
            service.asked(i).listener.onFailure(ServiceFailure.SLOW);
            local.legs.get(i).understand();
        }
        speak(SpeechContext.GENERAL, 2, 160);
        assertThat(service.asked).hasSize(3);
        local.legs.get(3).understand();
        now = now.plus(ServiceCircuit.PAUSE).plusMillis(1);
        speak(SpeechContext.GENERAL, 1, 160);
        service.asked(3).listener.onFinal(new Hypothesis("back again", 0.9));
        speak(SpeechContext.GENERAL, 1, 160);
        service.asked(4).listener.onFinal(new Hypothesis("and again", 0.9));

        assertThat(heard.subList(3, 6)).containsExactly("160 samples sum 320", "back again", "and again");
        assertThat(meter.all).contains("fell back open", "circuit open", "circuit half_open", "circuit closed");
    }

    @Test
    void onlySoMuchSoundIsKept() {
        leg.begin(SpeechContext.GENERAL);
        say(7, KeptSound.MAX_SAMPLES - 100);
        say(1, 1_000);
        service.asked(0).listener.onFailure(ServiceFailure.CLOSED);
        leg.end();
        local.legs.get(0).understand();

        long sum = 7L * (KeptSound.MAX_SAMPLES - 1_000) + 1_000;
        assertThat(heard).containsExactly(KeptSound.MAX_SAMPLES + " samples sum " + sum);
        assertThat(meter.dropped).hasValue(900);
    }

    @Test
    void nothingIsToldToACallThatHasEnded() {
        speak(SpeechContext.GENERAL, 1, 160);
        leg.close();
        service.asked(0).listener.onFinal(new Hypothesis("late", 0.9));
        service.asked(0).listener.onFailure(ServiceFailure.CLOSED);

        assertThat(heard).isEmpty();
        assertThat(local.legs).isEmpty();
        assertThat(service.linesClosed).isEqualTo(1);
    }

    private void speak(SpeechContext expected, int value, int samples) {
        leg.begin(expected);
        say(value, samples);
        leg.end();
    }

    private void say(int value, int samples) {
        short[] frame = new short[160];
        Arrays.fill(frame, (short) value);
        for (int done = 0; done < samples; done += 160) {
            leg.accept(frame, 0, Math.min(160, samples - done));
        }
    }
}
