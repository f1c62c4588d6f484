package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferringTest {
    private final FakeAlarm alarm = new FakeAlarm();
    private final FakeVoice voice = new FakeVoice(alarm);
    private final List<String> referred = new ArrayList<>();
    private final Transferring transferring = new Transferring("sip:desk@pbx.test", referred::add, voice.saying, alarm);

    @Test
    void announcementIsHeardBeforeTheCallerIsSentAway() {
        voice.saying.say(1, "I'll put you through to billing.", false);
        voice.saying.say(2, "One moment.", false);
        transferring.start();
        alarm.pass(2 * FakeVoice.MILLIS - 1);
        assertThat(referred).isEmpty();
        alarm.pass(1);
        assertThat(referred).containsExactly("sip:desk@pbx.test");
    }

    @Test
    void nobodyIsSentAwayWithoutAWord() {
        transferring.start();
        assertThat(voice.words()).containsExactly("I'm connecting you.");
        assertThat(referred).isEmpty();
        alarm.pass(FakeVoice.MILLIS);
        assertThat(referred).hasSize(1);
    }

    @Test
    void silenceNeverLastsFourSecondsHoweverLongItTakes() {
        voice.saying.say(1, "I'll put you through.", false);
        transferring.start();
        alarm.pass(60_000);
        assertThat(voice.longestSilenceMillis(60_000)).isEqualTo(Transferring.SILENCE_MILLIS);
        assertThat(voice.words().get(1)).isEqualTo("I'm connecting you.");
        assertThat(referred).hasSize(1);
    }

    @Test
    void whatTheConversationSaysBreaksTheSilenceToo() {
        transferring.start();
        alarm.pass(FakeVoice.MILLIS + 2_900);
        voice.saying.say(1, "That is the second floor.", true);
        alarm.pass(FakeVoice.MILLIS + 2_900);
        assertThat(voice.words()).containsExactly("I'm connecting you.", "That is the second floor.");
        alarm.pass(100);
        assertThat(voice.words()).hasSize(3);
    }

    @Test
    void nothingMoreIsSaidOnceItIsSettled() {
        transferring.start();
        alarm.pass(FakeVoice.MILLIS);
        transferring.stop();
        alarm.pass(60_000);
        assertThat(voice.words()).hasSize(1);
        assertThat(alarm.running()).isZero();
    }

    @Test
    void announcementThatIsNeverReportedAsSaidDoesNotKeepTheCaller() {
        Saying mute = new Saying((id, words, interruptible) -> {}, alarm);
        mute.say(1, "unheard", false);
        new Transferring("7042", referred::add, mute, alarm).start();
        alarm.pass(Saying.AT_MOST_MILLIS);
        assertThat(referred).containsExactly("7042");
    }

    @Test
    void hangUpInTheAnnouncementKeepsTheReferBack() {
        voice.saying.say(1, "I'll put you through.", false);
        transferring.start();
        transferring.stop();
        voice.saying.onceSaid(() -> referred.add("left"));
        alarm.pass(60_000);
        assertThat(referred).containsExactly("left");
    }
}
