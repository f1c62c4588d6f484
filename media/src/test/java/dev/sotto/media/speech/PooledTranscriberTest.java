package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PooledTranscriberTest {
    private final ManualWorkers workers = new ManualWorkers();
    private final ScriptedRecognizer engine = new ScriptedRecognizer();
    private final List<Long> lags = new ArrayList<>();
    private final List<Integer> drops = new ArrayList<>();
    private long now;
    private final TranscriptionMeter meter = new TranscriptionMeter() {
        @Override
        public void finalAfter(long nanos) {
            lags.add(nanos);
        }

        @Override
        public void dropped(int samples) {
            drops.add(samples);
        }
    };
    private final PooledTranscriber transcriber =
            new PooledTranscriber(engine, workers, meter, () -> now, engine::close);
    private final List<String> partials = new ArrayList<>();
    private final List<String> finals = new ArrayList<>();

    @Test
    void utteranceIsDecodedWholeAndOnce() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 2, 1_000);
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("1000 samples sum 2000");
        assertThat(transcriber.queuedMillis()).isZero();
    }

    @Test
    void whatIsDecodedTooLateIsLeftOut() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 2, 4_000);
        workers.runOne();
        leg.end();
        now += PooledTranscriber.MAX_LAG_NANOS + 1;
        workers.runAll();

        assertThat(finals).containsExactly("480 samples sum 960");
        assertThat(drops.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4_000 - 480);
        assertThat(transcriber.queuedMillis()).isZero();
    }

    @Test
    void lateUtterancesDoNotDelayTheNext() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 2, 8_000);
        leg.end();
        leg.begin();
        now += PooledTranscriber.MAX_LAG_NANOS + 1;
        say(leg, 1, 320);
        leg.end();
        workers.runAll();

        assertThat(finals).hasSize(2);
        assertThat(finals.get(1)).isEqualTo("320 samples sum 320");
    }

    @Test
    void whatIsExpectedReachesTheDecoderWithItsUtterance() {
        Transcriber.Leg leg = open();
        leg.begin(SpeechContext.DIGITS);
        say(leg, 2, 160);
        leg.end();
        leg.begin();
        say(leg, 2, 160);
        leg.end();
        workers.runAll();
        assertThat(engine.expected).containsExactly(SpeechContext.DIGITS, SpeechContext.GENERAL);
    }

    @Test
    void samplesOutsideOfAnUtteranceAreIgnored() {
        Transcriber.Leg leg = open();
        say(leg, 1, 500);
        leg.begin();
        say(leg, 2, 160);
        leg.end();
        say(leg, 3, 500);
        workers.runAll();
        assertThat(finals).containsExactly("160 samples sum 320");
    }

    @Test
    void legsTakeTurnsChunkByChunk() {
        Transcriber.Leg first = open();
        Transcriber.Leg second = open();
        Transcriber.Leg third = open();
        for (Transcriber.Leg leg : List.of(first, second, third)) {
            leg.begin();
        }
        say(first, 1, 5 * 480);
        say(second, 2, 5 * 480);
        say(third, 3, 480);
        workers.runAll();
        assertThat(engine.turns).containsExactly(1, 2, 3, 1, 2, 1, 2, 1, 2, 1, 2);
    }

    @Test
    void legStandsInLineOnce() {
        Transcriber.Leg leg = open();
        leg.begin();
        for (int i = 0; i < 50; i++) {
            say(leg, 1, 160);
        }
        leg.end();
        assertThat(workers.waiting()).isEqualTo(1);
    }

    @Test
    void longBacklogLosesItsOldestAndCountsThem() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 8_000);
        for (int i = 0; i < 20; i++) {
            say(leg, 2, 8_000);
        }
        assertThat(drops.stream().mapToInt(n -> n).sum()).isEqualTo(8_000);
        assertThat(transcriber.queuedMillis()).isEqualTo(20_000);
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("160000 samples sum 320000");
    }

    @Test
    void backlogIsCaughtUpWithoutPartials() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 16_000);
        workers.runAll();
        assertThat(partials).hasSize(1);
    }

    @Test
    void partialsComeAboutTenTimesASecond() {
        Transcriber.Leg leg = open();
        leg.begin();
        for (int i = 0; i < 100; i++) {
            say(leg, 1, 160);
            workers.runAll();
        }
        assertThat(partials).hasSizeBetween(15, 20).doesNotHaveDuplicates();
    }

    @Test
    void abandonedUtteranceHasNoFinalAndTheNextHasItsOwn() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 960);
        leg.abandon();
        leg.begin();
        say(leg, 5, 480);
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("480 samples sum 2400");
    }

    @Test
    void abandoningAfterTheEndStillForgets() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 480);
        leg.end();
        leg.abandon();
        workers.runAll();
        assertThat(finals).isEmpty();
        assertThat(transcriber.queuedMillis()).isZero();
    }

    @Test
    void beginWithoutEndDropsTheUnfinished() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 480);
        leg.begin();
        say(leg, 2, 160);
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("160 samples sum 320");
    }

    @Test
    void utterancesThatWaitAreAnsweredInOrder() {
        Transcriber.Leg leg = open();
        for (int word = 1; word <= 3; word++) {
            leg.begin();
            say(leg, word, 700);
            leg.end();
        }
        workers.runAll();
        assertThat(finals).containsExactly("700 samples sum 700", "700 samples sum 1400", "700 samples sum 2100");
        assertThat(engine.opened).isEqualTo(1);
    }

    @Test
    void emptyUtteranceHasAFinalToo() {
        Transcriber.Leg leg = open();
        leg.begin();
        leg.end();
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("0 samples sum 0");
    }

    @Test
    void nothingIsHeardAfterClose() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 2_000);
        workers.runOne();
        leg.end();
        leg.close();
        leg.begin();
        say(leg, 1, 2_000);
        workers.runAll();
        assertThat(finals).isEmpty();
        assertThat(engine.closed).isEqualTo(1);
        assertThat(transcriber.queuedMillis()).isZero();
        assertThat(transcriber.legsOpen()).isZero();
    }

    @Test
    void brokenDecoderStillAnswersOnceAndIsReplaced() {
        Transcriber.Leg leg = open();
        engine.failsOnAccept = true;
        leg.begin();
        say(leg, 1, 960);
        workers.runAll();
        assertThat(finals).as("not before the end").isEmpty();
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("");
        engine.failsOnAccept = false;
        leg.begin();
        say(leg, 2, 160);
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("", "160 samples sum 320");
        assertThat(engine.closed).isEqualTo(1);
    }

    @Test
    void failureAtTheEndIsAnEmptyFinal() {
        Transcriber.Leg leg = open();
        engine.failsOnEnd = true;
        leg.begin();
        say(leg, 1, 160);
        leg.end();
        workers.runAll();
        assertThat(finals).containsExactly("");
    }

    @Test
    void lagIsTheTimeFromEndToFinal() {
        Transcriber.Leg leg = open();
        leg.begin();
        say(leg, 1, 480);
        now = 1_000;
        leg.end();
        now = 5_000;
        workers.runAll();
        assertThat(lags).containsExactly(4_000L);
    }

    private Transcriber.Leg open() {
        return transcriber.open(Runnable::run, new Transcriber.Listener() {
            @Override
            public void onPartial(String text) {
                partials.add(text);
            }

            @Override
            public void onFinal(Hypothesis hypothesis) {
                finals.add(hypothesis.text());
            }
        });
    }

    private static void say(Transcriber.Leg leg, int value, int count) {
        short[] samples = new short[count + 3];
        Arrays.fill(samples, (short) value);
        leg.accept(samples, 3, count);
    }
}
