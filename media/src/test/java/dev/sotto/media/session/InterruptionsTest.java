package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.LongNarrator;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coughs, "mhm" and words over our speech, in virtual time. */
class InterruptionsTest {
    private static final String LINE = "your order is on its way and it should be with you tomorrow";
    private static final short[] COUGH =
            Sounds.join(Sounds.voice(350, 9000, 220), Sounds.silence(60), Sounds.voice(250, 7000, 120));

    private TalkOver talk(String... script) {
        TalkOver talk = new TalkOver(new LongNarrator(), new ScriptedTranscriber(script), 60);
        talk.hear(Sounds.silence(400));
        return talk;
    }

    private static TalkOver saying(TalkOver talk, String line) {
        talk.say(1, line);
        talk.hear(Sounds.silence(1_200));
        return talk;
    }

    @Test
    void aCoughPausesUsAndWeGoOnToTheEnd() {
        TalkOver talk = saying(talk(""), LINE);
        int silentAfter = talk.hear(Sounds.join(COUGH, Sounds.silence(1_000)));
        talk.hear(Sounds.silence(8_000));

        assertThat(silentAfter).isBetween(100, 160);
        System.out.println("a cough of 400 ms silences us for " + talk.longestSilenceMillis() + " ms");
        assertThat(talk.longestSilenceMillis()).isBetween(300, 800);
        assertThat(talk.listener.all())
                .contains("nothing understood", "finished 1 COMPLETED [" + LINE + "]")
                .noneMatch(line -> line.startsWith("utterance"));
    }

    @Test
    void wordsMakeItTheCallersTurnAndAreToldAfterTheEndOfOurs() {
        TalkOver talk = saying(talk("i want a refund"), LINE);
        talk.hear(Sounds.join(Sounds.voice(200, 8000, 900), Sounds.silence(1_000)));

        String interrupted = talk.listener.finished().get(0).heardText();
        assertThat(LINE).startsWith(interrupted);
        assertThat(interrupted).isNotEmpty().isNotEqualTo(LINE);
        assertThat(talk.listener.all())
                .containsSubsequence("finished 1 INTERRUPTED [" + interrupted + "]", "utterance i want a refund");
        assertThat(talk.speaking.active()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mhm", "uh-huh", "okay", "yeah right", "i see", "all right okay"})
    void listeningNoisesTakeNoTurn(String words) {
        TalkOver talk = saying(talk(words), LINE);
        talk.hear(Sounds.join(Sounds.voice(180, 6000, 400), Sounds.silence(7_000)));

        assertThat(talk.listener.all())
                .contains("nothing understood", "finished 1 COMPLETED [" + LINE + "]")
                .noneMatch(line -> line.startsWith("utterance"));
    }

    @Test
    void okayIsAnAnswerWhereAYesOrANoIsWaitedFor() {
        TalkOver talk = saying(talk("okay"), LINE);
        talk.interruptions.expectYesNo(true);
        talk.hear(Sounds.join(Sounds.voice(180, 6000, 400), Sounds.silence(900)));

        assertThat(talk.listener.all()).contains("utterance okay");
        assertThat(talk.speaking.active()).isFalse();
    }

    @Test
    void atTheEndOfAQuestionEvenAYeahIsAnAnswer() {
        String question = "is there anything else?";
        TalkOver talk = talk("yeah");
        talk.say(1, question);
        talk.hear(Sounds.silence(LongNarrator.millisOf(question) - 500));
        talk.hear(Sounds.join(Sounds.voice(180, 6000, 400), Sounds.silence(900)));

        assertThat(talk.listener.all()).contains("utterance yeah");
    }

    @Test
    void aMhmInSilenceIsToldAsItIs() {
        TalkOver talk = talk("mhm");
        talk.hear(Sounds.join(Sounds.voice(180, 6000, 400), Sounds.silence(900)));
        assertThat(talk.listener.all()).contains("utterance mhm");
    }

    @Test
    void aShortSoundThatTheRecogniserIsNotSureOfIsNoWord() {
        TalkOver talk = saying(new TalkOver(new LongNarrator(), ScriptedTranscriber.unsure("four"), 60), LINE);
        talk.hear(Sounds.join(Sounds.voice(300, 8000, 300), Sounds.silence(7_000)));
        assertThat(talk.listener.all()).contains("finished 1 COMPLETED [" + LINE + "]");
    }

    @Test
    void aLongSentenceThatIsNotCertainIsStillTheirTurn() {
        TalkOver talk = saying(new TalkOver(new LongNarrator(), ScriptedTranscriber.unsure("my order"), 60), LINE);
        talk.hear(Sounds.join(Sounds.voice(300, 8000, 1_000), Sounds.silence(1_000)));
        assertThat(talk.listener.all()).contains("utterance my order");
    }

    @Test
    void aSlowRecogniserFindsUsTalkingAgainAndItsWordsStillStopUs() {
        TalkOver talk = new TalkOver(new LongNarrator(), new ScriptedTranscriber("stop please"), 1_800);
        saying(talk, LINE);
        talk.hear(Sounds.join(Sounds.voice(300, 8000, 500), Sounds.silence(1_700)));
        boolean wentOn = !talk.speaking.paused() && talk.speaking.active();
        talk.hear(Sounds.silence(800));

        assertThat(wentOn).isTrue();
        assertThat(talk.listener.all()).contains("utterance stop please");
        assertThat(talk.speaking.active()).isFalse();
    }

    @Test
    void withoutARecogniserWeGoOnOnceItIsQuiet() {
        TalkOver talk = saying(new TalkOver(new LongNarrator(), null, 60), LINE);
        talk.hear(Sounds.join(Sounds.voice(300, 8000, 700), Sounds.silence(7_000)));
        assertThat(talk.listener.all()).contains("finished 1 COMPLETED [" + LINE + "]");
    }

    @Test
    void aRadioThatNeverEndsDoesNotSilenceUsForEver() {
        TalkOver talk = saying(talk(""), LINE);
        talk.hear(Sounds.voice(300, 8000, 19_500));
        assertThat(talk.listener.all()).contains("finished 1 COMPLETED [" + LINE + "]");
    }

    @Test
    void whatCantBeInterruptedIsSaidAndWhatFollowsWaits() {
        TalkOver talk = talk("stop");
        talk.speaking.say(1, "this call is recorded", false, talk.now);
        talk.speaking.say(2, "how can i help you today", true, talk.now);
        talk.hear(Sounds.silence(600));
        talk.hear(Sounds.join(Sounds.voice(300, 8000, 800), Sounds.silence(3_000)));

        assertThat(talk.listener.all())
                .contains(
                        "finished 1 COMPLETED [this call is recorded]", "finished 2 INTERRUPTED []", "utterance stop");
    }

    @Test
    void twoCoughsRepeatNoMoreThanTheyMust() {
        TalkOver talk = saying(talk("", ""), LINE);
        talk.hear(Sounds.join(COUGH, Sounds.silence(1_500), COUGH, Sounds.silence(9_000)));
        long sounding = talk.audible.stream().filter(sound -> sound).count() * 20;

        assertThat(talk.listener.all()).contains("finished 1 COMPLETED [" + LINE + "]");
        assertThat(sounding - LongNarrator.millisOf(LINE)).isBetween(-200L, 2 * 2_500L);
    }
}
