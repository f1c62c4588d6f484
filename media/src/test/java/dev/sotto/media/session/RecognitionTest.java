package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.testbed.RecordingListener;
import dev.sotto.media.testbed.ScriptedTranscriber;
import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.turn.Expectation;
import dev.sotto.media.turn.TurnSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** {@link Listening} and {@link Recognition} with a recogniser whose answers the test holds back. */
class RecognitionTest {
    private static final int PAUSE =
            (int) TurnSettings.DEFAULTS.pauseAfter(Expectation.ANYTHING).toMillis();

    private final Deque<Runnable> context = new ArrayDeque<>();
    private final ScriptedTranscriber transcriber = new ScriptedTranscriber("first", "", "third");
    private final RecordingListener listener = new RecordingListener();
    private final Recognition recognition =
            new Recognition(transcriber, context::add, listener, () -> {}, MediaMeters.NONE, () -> 0);
    private final Listening listening = new Listening(TurnSettings.DEFAULTS, listener, recognition);
    private long now = 1_000_000_000;

    private void hear(short[] samples) {
        short[] frame = new short[160];
        for (int at = 0; at + 160 <= samples.length; at += 160) {
            now += PlayoutClock.FRAME_NANOS;
            System.arraycopy(samples, at, frame, 0, 160);
            listening.accept(frame, now);
        }
    }

    private static short[] turn() {
        return Sounds.join(Sounds.silence(500), Sounds.voice(200, 6000, 500), Sounds.silence(600));
    }

    private void answerAll() {
        while (!context.isEmpty()) {
            context.remove().run();
        }
    }

    @Test
    void lateAnswersKeepTheirOrder() {
        hear(turn());
        hear(turn());
        hear(turn());
        answerAll();
        assertThat(listener.all().stream().filter(line -> !line.startsWith("speech")))
                .containsExactly("utterance first", "nothing understood", "utterance third");
    }

    @Test
    void theRecogniserHearsTheBeginAndNoTurnTwice() {
        hear(turn());
        hear(turn());
        short[] first = transcriber.heard().get(0);
        int millis = first.length / 8;
        assertThat(millis).isBetween(240 + 500 + PAUSE - 20, 240 + 500 + PAUSE + 20);
        short[] all = turn();
        int begin = (500 - 240) * 8;
        assertThat(first).startsWith(java.util.Arrays.copyOfRange(all, begin, begin + 8000));
        assertThat(transcriber.heard().get(1)).hasSize(first.length);
    }

    @Test
    void speechThatGoesOnAfterACutIsNotHeardTwice() {
        hear(Sounds.join(Sounds.silence(500), Sounds.voice(200, 6000, 21_000), Sounds.silence(600)));
        int samples =
                transcriber.heard().stream().mapToInt(heard -> heard.length).sum();
        assertThat(transcriber.heard()).hasSize(2);
        assertThat(samples / 8).isBetween(240 + 21_000 + PAUSE - 20, 240 + 21_000 + PAUSE + 20);
    }

    @Test
    void whatIsExpectedDecidesWhenATurnEnds() {
        listening.expect(Expectation.DIGITS, 0);
        hear(turn());
        assertThat(transcriber.heard()).isEmpty();
        hear(Sounds.silence(400));
        assertThat(transcriber.heard()).hasSize(1);
    }

    @Test
    void whatIsExpectedIsToldToTheRecogniserFromTheNextUtteranceOn() {
        listening.expect(Expectation.TEXT, 0);
        hear(turn());
        listening.expect(Expectation.DIGITS, 0);
        hear(turn());
        hear(Sounds.silence(400));
        listening.expect(Expectation.YES_NO, 0);
        hear(turn());
        assertThat(transcriber.expected())
                .containsExactly(SpeechContext.GENERAL, SpeechContext.DIGITS, SpeechContext.GENERAL);
    }

    @Test
    void afterCloseNothingIsTold() {
        hear(turn());
        int before = listener.all().size();
        listening.close();
        answerAll();
        assertThat(listener.all()).hasSize(before);
    }

    @Test
    void withoutARecogniserSpeechIsUnderstoodAsNothing() {
        Recognition none = new Recognition(null, context::add, listener, () -> {}, MediaMeters.NONE, () -> 0);
        none.begin(new PreRoll(), 10);
        none.end(1, 2, 3, false);
        assertThat(listener.all()).containsExactly("nothing understood");
    }
}
