package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A script against a far end that speaks when the test says so, in virtual time. */
class ScriptPlayerTest {
    private static final Voice VOICE = new Voice();
    private static final long FRAME = 20_000_000;

    private final Mouth mouth = new Mouth(1, 1);
    private final Stopwatch stopwatch = new Stopwatch(0);
    private final Understanding understanding = new Understanding(true);
    private long now;

    @AfterAll
    static void close() {
        VOICE.close();
    }

    ScriptPlayerTest() {
        mouth.use(AudioFormat.PCMU, 0, 101);
    }

    private ScriptPlayer player(Script script) {
        VOICE.learn(script);
        return new ScriptPlayer(script, VOICE, mouth, stopwatch, understanding);
    }

    /** Plays for at most that long; stops earlier when the script does. */
    private ScriptPlayer.Progress play(ScriptPlayer player, Duration time, boolean theyTalk) {
        long until = now + time.toNanos();
        ScriptPlayer.Progress progress = ScriptPlayer.Progress.GOING_ON;
        while (now < until && progress == ScriptPlayer.Progress.GOING_ON) {
            now += FRAME;
            if (theyTalk) {
                stopwatch.heard(now);
                understanding.sound(now);
            }
            stopwatch.tick(now);
            progress = player.tick(now);
            ByteBuf packet = Unpooled.buffer(256);
            Mouth.Moment moment = mouth.tick(packet);
            if (moment == Mouth.Moment.TURN_BEGAN) {
                stopwatch.turnBegan(now);
            } else if (moment == Mouth.Moment.TURN_ENDED) {
                stopwatch.turnEnded(now);
            }
        }
        return progress;
    }

    @Test
    void takesTurns() {
        ScriptPlayer player = player(
                Script.named("polite").listen().say("hello there").listen().hangUp());

        assertThat(play(player, Duration.ofSeconds(2), true)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofSeconds(4), false)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofSeconds(1), true)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofSeconds(2), false)).isEqualTo(ScriptPlayer.Progress.DONE);
        assertThat(stopwatch.felt().replies()).hasSize(1);
    }

    @Test
    void aFarEndThatNeverSpeaksMakesItStuckAtThatStep() {
        ScriptPlayer player = player(
                Script.named("waits").within(Duration.ofSeconds(3)).listen().hangUp());

        assertThat(play(player, Duration.ofSeconds(2), false)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofSeconds(2), false)).isEqualTo(ScriptPlayer.Progress.STUCK);
        assertThat(player.where()).contains("step 1").contains("AwaitQuiet");
    }

    @Test
    void talksOverOnlyOnceTheyHaveTalkedLongEnough() {
        ScriptPlayer player = player(Script.named("rude")
                .talkOver(Duration.ofMillis(500), "excuse me")
                .hangUp());

        play(player, Duration.ofMillis(400), true);
        assertThat(mouth.idle()).isTrue();
        play(player, Duration.ofMillis(200), true);
        assertThat(mouth.idle()).isFalse();
        assertThat(play(player, Duration.ofSeconds(3), false)).isEqualTo(ScriptPlayer.Progress.DONE);
        assertThat(stopwatch.felt().bargeIns()).hasSize(1);
    }

    @Test
    void waitsForAnAnswerAndItsSound() {
        ScriptPlayer player = player(Script.named("patient").untilAnswered().hangUp());
        play(player, Duration.ofSeconds(1), true);
        assertThat(play(player, Duration.ofSeconds(5), false)).isEqualTo(ScriptPlayer.Progress.GOING_ON);

        stopwatch.answered(now);

        assertThat(play(player, Duration.ofSeconds(1), false)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofSeconds(1), true)).isEqualTo(ScriptPlayer.Progress.DONE);
        assertThat(stopwatch.felt().longestWait())
                .isGreaterThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void keysThatCannotBeSentMakeItStuck() {
        mouth.use(AudioFormat.PCMU, 0, -1);
        ScriptPlayer player = player(Script.named("keys").keys("12").hangUp());

        assertThat(play(player, Duration.ofSeconds(700), false)).isEqualTo(ScriptPlayer.Progress.STUCK);
    }

    private static Step.Reaction on(String heard, String note, boolean last, Step... acts) {
        return new Step.Reaction(Pattern.compile(heard), note, List.of(acts), last);
    }

    /** They say it: the text comes first, then so much sound of it, then a second of silence. */
    private ScriptPlayer.Progress theySay(ScriptPlayer player, String text) {
        understanding.told("assistant", text, now);
        play(player, Duration.ofSeconds(1), true);
        return play(player, Duration.ofMillis(3_000), false);
    }

    @Test
    void answersWhateverIsAskedInWhateverOrder() {
        ScriptPlayer player = player(Script.named("attentive")
                .understandsText()
                .within(Duration.ofMinutes(1))
                .react(
                        on("order number", "", false, new Step.Say("one two three")),
                        on("your name", "", false, new Step.Say("Miller")),
                        on("on its way", "resolved", false),
                        on("anything else", "", true, new Step.Say("no thank you")))
                .hangUp());

        assertThat(theySay(player, "What is your name?")).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(theySay(player, "And the order number?")).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(theySay(player, "One moment please.")).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(stopwatch.felt().replies())
                .as("it was silent where it had no answer")
                .hasSize(2);
        understanding.told("assistant", "Your parcel is on its way.", now);

        assertThat(theySay(player, "Is there anything else?")).isEqualTo(ScriptPlayer.Progress.DONE);
        assertThat(player.notes()).containsOnlyKeys("resolved");
    }

    @Test
    void whatIsOnlyKnownAndNotHeardIsNotAnswered() {
        ScriptPlayer player = player(Script.named("attentive")
                .understandsText()
                .react(on("name", "", true, new Step.Say("Miller")))
                .hangUp());
        play(player, Duration.ofSeconds(1), true);
        play(player, Duration.ofMillis(200), false);

        understanding.told("assistant", "What is your name?", now + 1);
        play(player, Duration.ofMillis(300), false);
        assertThat(mouth.idle()).isTrue();
        play(player, Duration.ofSeconds(2), false);
        assertThat(mouth.idle()).as("still nothing of it was heard").isTrue();
    }

    @Test
    void whatIsExpectedAndNotSaidIsReportedAndTheScriptGoesOn() {
        ScriptPlayer player = player(Script.named("examiner")
                .understandsText()
                .within(Duration.ofSeconds(2))
                .expect("welcome")
                .hangUp());
        understanding.told("assistant", "Hello.", now);

        play(player, Duration.ofSeconds(1), true);

        assertThat(play(player, Duration.ofSeconds(3), false)).isEqualTo(ScriptPlayer.Progress.DONE);
        assertThat(player.problems()).singleElement().asString().contains("welcome");
    }

    @Test
    void whoBearsLittleSilenceLeavesInIt() {
        Temper temper = Temper.EVEN.patience(Duration.ofMinutes(1), Duration.ofSeconds(4));
        ScriptPlayer player =
                player(Script.named("nervous").untilAnswered().build().with(temper));

        assertThat(play(player, Duration.ofSeconds(9), true)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofMillis(3_900), false)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofMillis(300), false)).isEqualTo(ScriptPlayer.Progress.TIRED_OF_SILENCE);
    }

    @Test
    void aQueueEndsWithAPersonOrWithPatience() {
        Script script = Script.named("queues")
                .listen()
                .transferred()
                .awaitPerson(Duration.ofSeconds(20))
                .hangUp();
        ScriptPlayer served = player(script);
        play(served, Duration.ofMillis(100), true);
        served.transferred(now);
        understanding.told("queue", "You are number three.", now);
        assertThat(play(served, Duration.ofSeconds(10), true)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        understanding.told("person", "", now);
        assertThat(play(served, Duration.ofSeconds(1), true)).isEqualTo(ScriptPlayer.Progress.DONE);

        ScriptPlayer tired = player(script);
        play(tired, Duration.ofMillis(100), true);
        tired.transferred(now);
        assertThat(play(tired, Duration.ofSeconds(19), true)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(tired, Duration.ofSeconds(2), true)).isEqualTo(ScriptPlayer.Progress.TIRED_OF_QUEUE);
        assertThat(tired.where()).contains("transferred, step 1");
    }

    @Test
    void tempersChangeWhenSomebodySpeaks() {
        Script polite =
                Script.named("asks").listen().say("hello there").listen().hangUp();
        ScriptPlayer rude = player(polite.with(Temper.EVEN.interrupting(1, Duration.ofMillis(600))));
        play(rude, Duration.ofMillis(500), true);
        assertThat(mouth.idle()).isTrue();
        play(rude, Duration.ofMillis(300), true);
        assertThat(mouth.idle()).as("over their words").isFalse();
        play(rude, Duration.ofSeconds(3), false);

        ScriptPlayer shy = player(polite.with(Temper.EVEN.silentBefore(1, Duration.ofSeconds(5))));
        play(shy, Duration.ofSeconds(1), true);
        play(shy, Duration.ofSeconds(5), false);
        assertThat(mouth.idle()).as("not yet").isTrue();
        play(shy, Duration.ofSeconds(1), false);
        assertThat(mouth.idle()).isFalse();
    }

    @Test
    void whoMustLeaveLeavesInTheMiddleOfAnything() {
        ScriptPlayer player = player(
                Script.named("hurried").untilAnswered().build().with(Temper.EVEN.leavingAfter(Duration.ofSeconds(3))));

        assertThat(play(player, Duration.ofSeconds(2), true)).isEqualTo(ScriptPlayer.Progress.GOING_ON);
        assertThat(play(player, Duration.ofSeconds(2), true)).isEqualTo(ScriptPlayer.Progress.LEFT_EARLY);
    }

    @Test
    void aGoodbyeThatIsFollowedByHangingUpIsAGoodEnd() {
        Script script = Script.named("polite")
                .understandsText()
                .react(on("goodbye", "", true))
                .untilTheyHangUp()
                .build();
        ScriptPlayer left = player(script);
        play(left, Duration.ofMillis(200), true);
        understanding.told("person", "Well, goodbye.", now);
        assertThat(left.endsWell(now)).isTrue();

        ScriptPlayer cutOff = player(script);
        play(cutOff, Duration.ofMillis(200), true);
        understanding.told("person", "One moment.", now);
        assertThat(cutOff.endsWell(now)).isFalse();
    }
}
