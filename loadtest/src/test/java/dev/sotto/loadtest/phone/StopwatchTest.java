package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopwatchTest {
    private static final long MILLI = 1_000_000;

    private final Stopwatch stopwatch = new Stopwatch(0);

    /** They talk from then to then: a packet with sound every 20 ms. */
    private void theyTalk(long fromMillis, long toMillis) {
        for (long at = fromMillis; at <= toMillis; at += 20) {
            stopwatch.heard(at * MILLI);
            stopwatch.tick(at * MILLI);
        }
    }

    private void timePasses(long fromMillis, long toMillis) {
        for (long at = fromMillis; at <= toMillis; at += 20) {
            stopwatch.tick(at * MILLI);
        }
    }

    @Test
    void greetingIsTheFirstSoundAfterAck() {
        theyTalk(240, 1_000);

        assertThat(stopwatch.felt().greeting()).isEqualTo(240 * MILLI);
        assertThat(stopwatch.felt().spurts()).isEqualTo(1);
    }

    @Test
    void aReplyCountsFromTheEndOfOurTurn() {
        theyTalk(200, 1_000);
        stopwatch.turnBegan(2_000 * MILLI);
        stopwatch.turnEnded(3_000 * MILLI);
        theyTalk(3_460, 4_000);

        assertThat(stopwatch.felt().replies()).containsExactly(460 * MILLI);
        assertThat(stopwatch.felt().bargeIns()).isEmpty();
    }

    @Test
    void aBargeInCountsToTheirLastSound() {
        theyTalk(0, 1_000);
        stopwatch.turnBegan(1_010 * MILLI);
        theyTalk(1_020, 1_140);
        timePasses(1_160, 1_800);

        assertThat(stopwatch.felt().bargeIns()).containsExactly(150 * MILLI);
    }

    @Test
    void whoGoesOnTalkingHasNotBeenInterruptedYet() {
        theyTalk(0, 1_000);
        stopwatch.turnBegan(1_010 * MILLI);
        theyTalk(1_020, 5_000);

        assertThat(stopwatch.felt().bargeIns()).isEmpty();
    }

    @Test
    void anAnswerIntoSilenceCountsToTheNextSound() {
        theyTalk(0, 1_000);
        stopwatch.answered(2_000 * MILLI);
        theyTalk(2_300, 2_400);

        assertThat(stopwatch.felt().answersInSilence()).containsExactly(300 * MILLI);
        assertThat(stopwatch.answerHeard()).isTrue();
    }

    @Test
    void anAnswerIntoTheirSpeechEndsTheWait() {
        theyTalk(0, 1_000);
        stopwatch.waiting(true, 500 * MILLI);
        stopwatch.answered(900 * MILLI);
        theyTalk(1_080, 1_500);
        theyTalk(9_000, 9_100);

        assertThat(stopwatch.felt().answersInSpeech()).containsExactly(180 * MILLI);
        assertThat(stopwatch.felt().longestWait()).isZero();
    }

    @Test
    void anAnswerIntoTheirSpeechCountsToTheirNextSentence() {
        theyTalk(0, 1_000);
        stopwatch.answered(900 * MILLI);
        theyTalk(1_020, 1_500);
        assertThat(stopwatch.answerHeard()).isFalse();

        theyTalk(1_900, 2_000);

        assertThat(stopwatch.felt().answersInSpeech()).containsExactly(1_000 * MILLI);
        assertThat(stopwatch.felt().answersInSilence()).isEmpty();
    }

    @Test
    void silenceIsNotTheirsWhileWeSpeak() {
        theyTalk(0, 1_000);
        stopwatch.turnBegan(1_500 * MILLI);
        stopwatch.turnEnded(9_000 * MILLI);
        theyTalk(9_400, 9_500);

        assertThat(stopwatch.felt().longestSilence()).isEqualTo(400 * MILLI);
    }

    @Test
    void waitingSilenceIsTheWholeSilenceWithinAWait() {
        theyTalk(0, 1_000);
        stopwatch.waiting(true, 1_700 * MILLI);
        theyTalk(4_000, 4_100);
        stopwatch.waiting(false, 4_200 * MILLI);
        theyTalk(11_000, 11_100);

        assertThat(stopwatch.felt().longestWait()).isEqualTo(3_000 * MILLI);
        assertThat(stopwatch.felt().longestSilence()).isEqualTo(6_900 * MILLI);
    }

    @Test
    void quietMeansThatTheyHaveSpokenSinceOurTurn() {
        theyTalk(0, 1_000);
        stopwatch.turnBegan(2_000 * MILLI);
        stopwatch.turnEnded(2_500 * MILLI);
        assertThat(stopwatch.quietFor(700 * MILLI, 5_000 * MILLI)).isFalse();

        theyTalk(5_000, 5_100);

        assertThat(stopwatch.quietFor(700 * MILLI, 5_700 * MILLI)).isFalse();
        assertThat(stopwatch.quietFor(700 * MILLI, 5_800 * MILLI)).isTrue();
    }

    @Test
    void anAnswerWhileTheCallerTalksCountsFromTheEndOfTheirTurn() {
        theyTalk(0, 1_000);
        stopwatch.turnBegan(2_000 * MILLI);
        stopwatch.answered(2_500 * MILLI);
        stopwatch.turnEnded(4_000 * MILLI);
        theyTalk(4_430, 5_000);

        assertThat(stopwatch.felt().answersOverCaller()).containsExactly(430 * MILLI);
        assertThat(stopwatch.felt().answersInSilence()).isEmpty();
        assertThat(stopwatch.answerHeard()).isTrue();
    }

    @Test
    void whoStartsToTalkBeforeTheConsequenceIsHeardMakesItWait() {
        theyTalk(0, 1_000);
        stopwatch.answered(2_000 * MILLI);
        stopwatch.turnBegan(2_010 * MILLI);
        theyTalk(2_020, 2_100);
        assertThat(stopwatch.answerHeard()).isFalse();

        stopwatch.turnEnded(3_000 * MILLI);
        theyTalk(3_500, 3_600);

        assertThat(stopwatch.felt().answersOverCaller()).containsExactly(500 * MILLI);
    }

    @Test
    void anAnswerWhileKeysArePressedCountsFromTheLastOne() {
        theyTalk(0, 1_000);
        stopwatch.keysBegan();
        stopwatch.answered(2_000 * MILLI);
        stopwatch.turnEnded(2_900 * MILLI);
        theyTalk(2_960, 3_100);

        assertThat(stopwatch.felt().answersOverCaller()).containsExactly(60 * MILLI);
        assertThat(stopwatch.felt().bargeIns()).isEmpty();
    }

    @Test
    void whoHasJustStoppedIsStillWaitedForWhenTheAnswerComes() {
        theyTalk(0, 1_000);
        stopwatch.turnBegan(2_000 * MILLI);
        stopwatch.turnEnded(3_000 * MILLI);
        stopwatch.answered(3_100 * MILLI);
        theyTalk(3_460, 3_600);

        assertThat(stopwatch.felt().answersOverCaller()).containsExactly(460 * MILLI);
        assertThat(stopwatch.felt().answersInSilence()).isEmpty();
    }
}
