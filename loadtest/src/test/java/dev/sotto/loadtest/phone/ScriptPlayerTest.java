package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.codec.AudioFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
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
}
