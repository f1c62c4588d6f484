package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Narrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseQueueTest {
    private final PhraseQueue queue = new PhraseQueue(2, MediaMeters.NONE);
    private final short[] frame = new short[160];

    /** Sound that comes when the test gives it. */
    private static final class GivenSound implements Narrator.Sound {
        private int there;
        private boolean ended;
        private boolean failed;
        private boolean cancelled;

        GivenSound give(int samples, boolean last) {
            there += samples;
            ended = last;
            return this;
        }

        @Override
        public int read(short[] into, int offset, int count) {
            int read = Math.min(there, count);
            Arrays.fill(into, offset, offset + read, (short) 1);
            there -= read;
            return read == 0 && ended ? -1 : read;
        }

        @Override
        public long totalSamples() {
            return -1;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean failed() {
            return failed;
        }
    }

    private GivenSound add(long id, boolean interruptible, GivenSound sound) {
        queue.add(new Phrase(id, "some words to say", interruptible, sound, 0));
        return sound;
    }

    private List<String> finished() {
        List<String> all = new ArrayList<>();
        PhraseQueue.Finished next = queue.pollFinished();
        while (next != null) {
            all.add(next.id() + " " + next.outcome());
            next = queue.pollFinished();
        }
        return all;
    }

    @Test
    void oneFrameMayHoldTheEndOfAPhraseAndTheBeginOfTheNext() {
        add(1, true, new GivenSound().give(100, true));
        add(2, true, new GivenSound().give(100, false));
        queue.fill(frame);
        assertThat(frame).containsOnly(1);
        assertThat(finished()).containsExactly("1 COMPLETED");
        queue.fill(frame);
        assertThat(frame[39]).isEqualTo((short) 1);
        assertThat(frame[40]).isZero();
    }

    @Test
    void missingSoundIsSilenceAndAnUnderrunOnlyInTheMiddle() {
        GivenSound sound = add(1, true, new GivenSound());
        assertThat(queue.fill(frame)).isNull();
        assertThat(queue.underruns()).isZero();
        sound.give(160, false);
        queue.fill(frame);
        assertThat(queue.fill(frame)).isNull();
        assertThat(queue.underruns()).isEqualTo(1);
    }

    @Test
    void soundThatNeverComesIsGivenUp() {
        GivenSound sound = add(1, true, new GivenSound());
        add(2, true, new GivenSound().give(160, true));
        for (int i = 0; i < PhraseQueue.STARVED_FRAMES; i++) {
            queue.fill(frame);
        }
        assertThat(finished()).containsExactly("1 FAILED");
        assertThat(sound.cancelled).isTrue();
        assertThat(queue.fill(frame)).isNotNull();
    }

    @Test
    void anEngineThatFailedIsToldAfterWhatItMade() {
        GivenSound sound = add(1, true, new GivenSound().give(160, true));
        sound.failed = true;
        queue.fill(frame);
        assertThat(frame).containsOnly(1);
        queue.fill(frame);
        assertThat(finished()).containsExactly("1 FAILED");
    }

    @Test
    void aBargeInLeavesWhatCantBeInterrupted() {
        GivenSound first = add(1, true, new GivenSound().give(800, false));
        GivenSound second = add(2, false, new GivenSound().give(800, false));
        add(3, true, new GivenSound());
        assertThat(queue.full()).isTrue();
        queue.fill(frame);
        assertThat(queue.stop(false)).isTrue();
        assertThat(finished()).containsExactly("1 INTERRUPTED", "3 INTERRUPTED");
        assertThat(first.cancelled).isTrue();
        assertThat(second.cancelled).isFalse();
        assertThat(queue.stop(false)).isFalse();
        assertThat(queue.stop(true)).isTrue();
        assertThat(finished()).containsExactly("2 INTERRUPTED");
        assertThat(queue.current()).isNull();
    }
}
