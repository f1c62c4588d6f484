package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.Narrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        queue.add(new Phrase(id, "some words to say", interruptible, text -> sound, 0));
        return sound;
    }

    /** A line of sentences, each of one frame and an end that the test gives. */
    private Map<String, GivenSound> addLine(long id, String text, boolean interruptible) {
        Map<String, GivenSound> sounds = new HashMap<>();
        Narrator narrator = sentence -> sounds.computeIfAbsent(sentence, made -> new GivenSound().give(480, true));
        queue.add(new Phrase(id, text, interruptible, narrator, 0));
        return sounds;
    }

    private String next() {
        Spoken spoken = queue.pollFinished();
        return spoken == null
                ? "nothing"
                : spoken.speechId() + " " + spoken.outcome() + " [" + spoken.heardText() + "]";
    }

    private List<String> finished() {
        List<String> all = new ArrayList<>();
        Spoken next = queue.pollFinished();
        while (next != null) {
            all.add(next.speechId() + " " + next.outcome());
            next = queue.pollFinished();
        }
        return all;
    }

    @Test
    void betweenTwoLinesThereIsABreathAndNoMore() {
        add(1, true, new GivenSound().give(100, true));
        add(2, true, new GivenSound().give(800, false));
        queue.fill(frame);
        assertThat(frame[99]).isEqualTo((short) 1);
        assertThat(frame[100]).isZero();
        assertThat(finished()).containsExactly("1 COMPLETED");
        int pause = 60;
        queue.fill(frame);
        while (frame[159] == 0) {
            pause += 160;
            queue.fill(frame);
        }
        for (int i = 0; frame[i] == 0; i++) {
            pause++;
        }
        assertThat(pause).isEqualTo(PhraseQueue.BREATH_SAMPLES);
    }

    @Test
    void aLineThatComesLaterThanABreathBeginsAtOnce() {
        add(1, true, new GivenSound().give(160, true));
        for (int i = 0; i < 7; i++) {
            queue.fill(frame);
        }
        add(2, true, new GivenSound().give(160, true));
        assertThat(queue.fill(frame)).isNotNull();
        assertThat(frame).containsOnly(1);
    }

    @Test
    void givingWayFinishesTheSentenceAndForgetsTheRest() {
        Map<String, GivenSound> sounds = addLine(1, "I'm looking. It takes a moment. Please wait.", true);
        addLine(2, "Not begun.", true);
        for (int i = 0; i < 8; i++) {
            queue.fill(frame);
        }
        queue.giveWay();
        assertThat(next()).isEqualTo("2 YIELDED []");
        assertThat(next()).isEqualTo("nothing");
        assertThat(sounds.get("It takes a moment.").cancelled).isFalse();
        assertThat(sounds.get("Please wait.").cancelled).isTrue();
        int spoken = 0;
        while (queue.current() != null) {
            spoken += queue.fill(frame) == null ? 0 : 1;
        }
        assertThat(spoken).isEqualTo(1);
        assertThat(next()).isEqualTo("1 YIELDED [I'm looking. It takes a moment.]");
    }

    @Test
    void givingWayInTheLastSentenceCutsNothing() {
        addLine(1, "I'm looking.", true);
        queue.fill(frame);
        queue.giveWay();
        while (queue.current() != null) {
            queue.fill(frame);
        }
        assertThat(next()).isEqualTo("1 COMPLETED [I'm looking.]");
    }

    @Test
    void givingWayBetweenSentencesEndsTheLineThere() {
        addLine(1, "I'm looking. It takes a moment.", true);
        for (int i = 0; i < 4; i++) {
            queue.fill(frame);
        }
        queue.giveWay();
        assertThat(next()).isEqualTo("1 YIELDED [I'm looking.]");
        assertThat(queue.current()).isNull();
    }

    @Test
    void whatMustBeHeardGivesNoWay() {
        addLine(1, "I'm looking. It takes a moment.", false);
        addLine(2, "This, too.", false);
        queue.fill(frame);
        queue.giveWay();
        int spoken = 1;
        while (queue.current() != null) {
            spoken += queue.fill(frame) == null ? 0 : 1;
        }
        assertThat(next()).isEqualTo("1 COMPLETED [I'm looking. It takes a moment.]");
        assertThat(next()).isEqualTo("2 COMPLETED [This, too.]");
        assertThat(spoken).isEqualTo(9);
    }

    @Test
    void onlyTheNextSentenceIsMadeAhead() {
        Map<String, GivenSound> sounds = addLine(1, "One. Two. Three. Four.", true);
        assertThat(sounds).containsOnlyKeys("One.", "Two.");
        for (int i = 0; i < 4; i++) {
            queue.fill(frame);
        }
        assertThat(sounds).containsOnlyKeys("One.", "Two.", "Three.");
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
