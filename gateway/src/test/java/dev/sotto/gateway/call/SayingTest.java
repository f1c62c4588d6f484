package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SayingTest {
    private final FakeAlarm alarm = new FakeAlarm();
    private final FakeVoice voice = new FakeVoice(alarm);
    private final Saying saying = voice.saying;
    private final List<String> ran = new ArrayList<>();

    @Test
    void withNothingToSayItIsAlreadySaid() {
        saying.onceSaid(() -> ran.add("now"));
        assertThat(ran).containsExactly("now");
        assertThat(alarm.running()).isZero();
    }

    @Test
    void whatIsAddedMeanwhileIsWaitedForToo() {
        saying.say(1, "first", true);
        saying.onceSaid(() -> ran.add("said"));
        alarm.pass(1_000);
        saying.say(2, "second", true);
        alarm.pass(2 * FakeVoice.MILLIS - 1_001);
        assertThat(ran).isEmpty();
        alarm.pass(1);
        assertThat(ran).containsExactly("said");
        alarm.pass(60_000);
        assertThat(ran).hasSize(1);
    }

    @Test
    void laterWishReplacesTheOneThatWaits() {
        saying.say(1, "words", true);
        saying.onceSaid(() -> ran.add("first"));
        saying.onceSaid(() -> ran.add("second"));
        alarm.pass(60_000);
        assertThat(ran).containsExactly("second");
    }

    @Test
    void forgottenWishNeverComesTrue() {
        saying.say(1, "words", true);
        saying.onceSaid(() -> ran.add("never"));
        saying.forget();
        alarm.pass(60_000);
        assertThat(ran).isEmpty();
    }

    @Test
    void ourOwnWordsNeverShareANumberWithTheConversations() {
        List<Long> ids = new ArrayList<>();
        Saying numbered = new Saying((id, words, interruptible) -> ids.add(id), alarm);
        numbered.sayOurselves("one", true);
        numbered.sayOurselves("two", true);
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id < 0);
    }
}
