package dev.sotto.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Frames whose first sample says whether they are voice, a model that reads it, and workers that the test runs. */
class VoiceCheckTest {
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Deque<Runnable> context = new ArrayDeque<>();
    private int resets;
    private int judged;
    private boolean broken;

    private final VoiceModel model = new VoiceModel() {
        @Override
        public Stream open() {
            return new Stream() {
                @Override
                public float judge(short[] samples, int offset) {
                    if (broken) {
                        throw new IllegalStateException("broken");
                    }
                    judged++;
                    return samples[offset + 128] > 0 ? 0.9f : 0.1f;
                }

                @Override
                public void reset() {
                    resets++;
                }
            };
        }

        @Override
        public void close() {}
    };

    private final VoiceCheck check = new VoiceCheck(model, workers::add, context::add);

    private void hear(int frames, boolean loud, boolean voice) {
        short[] frame = new short[160];
        Arrays.fill(frame, (short) (voice ? 1_000 : -1_000));
        for (int i = 0; i < frames; i++) {
            check.accept(frame, loud);
        }
    }

    private void work() {
        while (!workers.isEmpty() || !context.isEmpty()) {
            if (!workers.isEmpty()) {
                workers.remove().run();
            }
            if (!context.isEmpty()) {
                context.remove().run();
            }
        }
    }

    private void hearAndWork(int frames, boolean loud, boolean voice) {
        for (int i = 0; i < frames; i++) {
            hear(1, loud, voice);
            work();
        }
    }

    @Test
    void whileItIsQuietNothingIsJudged() {
        hearAndWork(200, false, true);
        assertThat(judged).isZero();
        assertThat(check.noise()).isFalse();
    }

    @Test
    void loudnessThatIsNoVoiceIsNoiseAfterAWhile() {
        hearAndWork(8, true, false);
        assertThat(check.noise()).isFalse();
        hearAndWork(10, true, false);
        assertThat(check.noise()).isTrue();
        assertThat(check.onlyNoise()).isTrue();
    }

    @Test
    void voiceInTheNoiseIsHeardAgain() {
        hearAndWork(30, true, false);
        hearAndWork(5, true, true);
        assertThat(check.noise()).isFalse();
        hearAndWork(20, true, false);
        assertThat(check.noise()).isTrue();
        assertThat(check.onlyNoise()).isFalse();
    }

    @Test
    void afterAPauseItBeginsAnew() {
        hearAndWork(30, true, false);
        hearAndWork(40, false, false);
        assertThat(check.noise()).isFalse();
        hearAndWork(5, true, true);
        assertThat(resets).isEqualTo(2);
    }

    @Test
    void whatComesBackTooLateIsForgotten() {
        hear(30, true, false);
        hear(40, false, false);
        work();
        assertThat(check.noise()).isFalse();
    }

    @Test
    void workersThatAreBehindLoseTheOldestAndOneJobIsOutAtATime() {
        hear(200, true, true);
        assertThat(workers).hasSize(1);
        assertThat(check.lost()).isPositive();
        work();
        hearAndWork(10, true, true);
        assertThat(check.noise()).isFalse();
        assertThat(judged).isBetween(10, 40);
    }

    @Test
    void aModelThatFailsLeavesTheCheapStageAlone() {
        hearAndWork(30, true, false);
        broken = true;
        hearAndWork(30, true, false);
        assertThat(check.noise()).isFalse();
        assertThat(workers).isEmpty();
    }
}
