package dev.sotto.loadtest.acd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.Mouth;
import dev.sotto.loadtest.phone.SpokenPhrase;
import dev.sotto.media.codec.AudioFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallerVoiceTest {
    private static final long FRAME = 20_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Mouth mouth = new Mouth(1, 1);
    private final CallerVoice voice = new CallerVoice();
    private long now;

    CallerVoiceTest() {
        mouth.use(AudioFormat.PCMU, 0, 101);
        voice.use(AudioFormat.PCMU, 0, 101);
    }

    private void hear(double seconds) {
        for (long end = now + Math.round(seconds * SECOND); now < end; now += FRAME) {
            ByteBuf packet = Unpooled.buffer();
            mouth.tick(packet);
            voice.on(packet, now);
        }
    }

    /** Loudness that comes and goes, as a voice's does. */
    private static SpokenPhrase speech(double seconds) {
        short[] samples = new short[(int) (seconds * 8_000)];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            double swell = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * i / 8_000);
            samples[i] = (short) (6_000 * swell * random.nextGaussian() / 2);
        }
        return SpokenPhrase.of("speech", samples);
    }

    @Test
    void aTurnBeginsAndEnds() {
        hear(1);
        assertThat(voice.beganSince(0)).isFalse();
        assertThat(voice.quietFor(250_000_000L, now)).isTrue();

        mouth.say(speech(1));
        hear(0.9);
        assertThat(voice.beganSince(SECOND - FRAME)).isTrue();
        assertThat(voice.quietFor(250_000_000L, now)).isFalse();

        hear(0.7);
        assertThat(voice.quietFor(250_000_000L, now)).isTrue();
    }

    @Test
    void aClickIsNoTurn() {
        hear(1);
        mouth.say(speech(0.06));
        hear(1);

        assertThat(voice.beganSince(0)).isFalse();
    }

    @Test
    void whatWasSaidBeforeTheQuestionIsNoAnswerToIt() {
        hear(1);
        mouth.say(speech(1));
        hear(0.5);
        long asked = now;
        hear(1);
        assertThat(voice.beganSince(asked)).isFalse();

        hear(1);
        mouth.say(speech(1));
        hear(1);
        assertThat(voice.beganSince(asked)).isTrue();
    }

    @Test
    void keysAreAnAnswerToo() {
        hear(1);
        mouth.press("482");
        hear(1);

        assertThat(voice.beganSince(SECOND - FRAME)).isTrue();
    }

    @Test
    void theQueueSpeaksAtOnceAndThenEverySoOften() {
        QueueSound queue = new QueueSound(new QueueTexts("welcome", "again", java.time.Duration.ofSeconds(30)));

        assertThat(queue.next(SECOND)).contains("welcome");
        assertThat(queue.next(10 * SECOND)).isEqualTo(Optional.empty());
        assertThat(queue.next(31 * SECOND)).contains("again");
        assertThat(queue.next(32 * SECOND)).isEqualTo(Optional.empty());
    }

    @Test
    void queueMusicCanBeHeardAllTheTimeAndIsSoft() {
        SpokenPhrase music = QueueMusic.phrase();

        for (short[] frame : music.frames()) {
            assertThat(dev.sotto.media.turn.Level.of(frame, 0, frame.length)).isBetween(-45.0, -25.0);
        }
    }
}
