package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.LongNarrator;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.turn.Expectation;
import org.junit.jupiter.api.Test;

/** Callers who pause, and how long it takes until their turn has ended, with a recogniser that tells words as they come. */
class PatienceTest {
    private final ScriptedTranscriber transcriber = new ScriptedTranscriber("what was said", "and more");
    private final TalkOver talk = new TalkOver(new LongNarrator(), transcriber, 0);

    private void says(String soFar) {
        talk.hear(Sounds.voice(220, 6000, 300));
        talk.recognition.onPartial(soFar);
    }

    private void pauses(int millis) {
        talk.hear(Sounds.silence(millis));
    }

    private int turns() {
        return transcriber.heard().size();
    }

    /** How long a silence ends the turn, to 20 ms. */
    private int silenceThatEnds() {
        int before = turns();
        for (int millis = 20; millis < 5_000; millis += 20) {
            pauses(20);
            if (turns() > before) {
                return millis;
            }
        }
        return -1;
    }

    @Test
    void digitsWithPausesOfOneAndAHalfSecondsAreOneTurnWhichEndsSoonAfterTheLast() {
        talk.listening.expect(Expectation.DIGITS, 6);
        pauses(500);
        String[] soFar = {"four", "four eight", "four eight two", "four eight two nine", "four eight two nine one"};
        for (String words : soFar) {
            says(words);
            // the first pause tells that the others will come
            pauses(words.equals("four") ? 1_100 : 1_500);
        }
        assertThat(turns()).isZero();
        says("four eight two nine one three");
        assertThat(silenceThatEnds()).isBetween(340, 380);
        assertThat(turns()).isEqualTo(1);
    }

    @Test
    void aWordThatIsSpelledWithPausesIsOneTurn() {
        talk.listening.expect(Expectation.SPELLED, 0);
        pauses(500);
        for (String words : new String[] {"a", "a d", "a d a", "a d a at"}) {
            says(words);
            pauses(1_500);
        }
        assertThat(turns()).isZero();
        says("a d a at example dot com");
        assertThat(silenceThatEnds()).isBetween(340, 380);
    }

    @Test
    void aYesEndsAtOnce() {
        talk.listening.expect(Expectation.YES_NO, 1);
        pauses(500);
        says("yes");
        assertThat(silenceThatEnds()).isBetween(280, 320);
    }

    @Test
    void aSentenceThatCantHaveEndedIsWaitedFor() {
        pauses(500);
        says("my order number is");
        pauses(1_000);
        assertThat(turns()).isZero();
        says("my order number is five");
        assertThat(silenceThatEnds()).isBetween(380, 420);
    }

    @Test
    void wordsOfTheTurnBeforeDoNotMakeTheNextOneWait() {
        pauses(500);
        says("i want a refund and");
        silenceThatEnds();
        talk.hear(Sounds.voice(220, 6000, 300));
        assertThat(silenceThatEnds()).isBetween(380, 420);
    }
}
