package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.turn.Endpointing.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every (state, event) pair, in virtual time. */
class EndpointingTest {
    private static final long FRAME = 20_000_000;

    private final Endpointing endpointing = new Endpointing(TurnSettings.DEFAULTS);
    private long now = 1_000 * FRAME;

    /** {@code v} voice, {@code t} steady voice, {@code .} none; returns the last change that was one. */
    private Change feed(String frames) {
        Change last = Change.NONE;
        for (char frame : frames.toCharArray()) {
            now += FRAME;
            Change change = endpointing.accept(frame != '.', frame == 't', now);
            last = change == Change.NONE ? last : change;
        }
        return last;
    }

    private String state() {
        return endpointing.speech() ? "SPEECH" : endpointing.anyVoice() ? "DOUBT" : "QUIET";
    }

    @ParameterizedTest
    @CsvSource({
        // before, event, change, after
        "'', ., NONE, QUIET",
        "'', v, NONE, DOUBT",
        "'', t, NONE, DOUBT",
        "v, ., NONE, DOUBT",
        "v..., ., NONE, QUIET",
        "v, v, NONE, DOUBT",
        "vvvvv, v, STARTED, SPEECH",
        "vvvvv, t, NONE, DOUBT",
        "vv..vvv, v, STARTED, SPEECH",
        "tttttttttt, v, STARTED, SPEECH",
        "vvvvvv, ., NONE, SPEECH",
        "vvvvvv, v, NONE, SPEECH",
        "vvvvvv, t, NONE, SPEECH"
    })
    void theTable(String before, String event, Change change, String after) {
        feed(before);
        assertThat(feed(event)).isEqualTo(change);
        assertThat(state()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"YES_NO, 300", "ANYTHING, 400", "DIGITS, 700", "TEXT, 560"})
    void theTurnEndsAfterThePauseOfWhatIsExpected(Expectation expectation, int millis) {
        endpointing.expect(expectation, 0);
        feed("vvvvvvvvvv");
        long end = now;
        assertThat(feed(".".repeat(millis / 20 - 1))).isEqualTo(Change.NONE);
        assertThat(feed(".")).isEqualTo(Change.ENDED);
        assertThat(endpointing.endedNanos()).isEqualTo(end);
        assertThat(state()).isEqualTo("QUIET");
    }

    @Test
    void aShorterPauseDoesNotEndIt() {
        feed("vvvvvv");
        assertThat(feed(".".repeat(18) + "v" + ".".repeat(18) + "v")).isEqualTo(Change.NONE);
        assertThat(state()).isEqualTo("SPEECH");
    }

    @Test
    void speechBeganWithItsFirstVoicedFrame() {
        long begin = now;
        feed("vvvvvv");
        assertThat(endpointing.startedNanos()).isEqualTo(begin);
    }

    @Test
    void endlessSpeechIsCutAndGoesOnAsTheNext() {
        assertThat(feed("v".repeat(999))).isEqualTo(Change.STARTED);
        assertThat(feed("v")).isEqualTo(Change.CUT);
        assertThat(feed("vvvvvv")).isEqualTo(Change.STARTED);
    }
}
