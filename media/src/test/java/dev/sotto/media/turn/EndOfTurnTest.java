package dev.sotto.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfTurnTest {
    private final EndOfTurn endOfTurn = new EndOfTurn(TurnSettings.DEFAULTS);

    @ParameterizedTest
    @CsvSource({
        // expected, how many digits, said so far, pause
        "ANYTHING, 0, '', 400",
        "ANYTHING, 0, i want a refund, 400",
        "ANYTHING, 0, my order number is, 1200",
        "ANYTHING, 0, i want a refund and, 1200",
        "ANYTHING, 0, um, 1200",
        "YES_NO, 0, '', 300",
        "YES_NO, 1, yes, 300",
        "YES_NO, 1, yes but, 1200",
        "DIGITS, 6, '', 700",
        "DIGITS, 6, four, 1200",
        "DIGITS, 6, four eight two nine, 1200",
        "DIGITS, 6, four eight two nine one, 700",
        "DIGITS, 6, four eight two nine one three, 350",
        "DIGITS, 6, forty eight twenty nine thirteen, 350",
        "DIGITS, 6, it's four eight two double nine three, 350",
        "DIGITS, 6, four eight two nine one three seven, 700",
        "DIGITS, 6, my order number is, 1200",
        "DIGITS, 0, four eight, 700",
        "DIGITS, 6, when are you open, 400",
        "DIGITS, 0, where is my order, 400",
        "DIGITS, 6, where is my, 1200",
        "DIGITS, 6, hold on, 700",
        "DIGITS, 6, sure my order number, 700",
        "DIGITS, 6, i don't have it for, 1200",
        "DIGITS, 6, for one of my orders, 1200",
        "DIGITS, 6, no nine let me find my card, 700",
        "DIGITS, 6, one moment let me find five, 700",
        "DIGITS, 6, yes sure my order number is four eight, 1200",
        "DIGITS, 6, well hello here it is double four, 1200",
        "DIGITS, 6, six on a three four oh, 1200",
        "DIGITS, 6, that two eight just no four, 1200",
        "ANYTHING, 0, i cannot log in, 400",
        "ANYTHING, 0, it is in, 700",
        "ANYTHING, 0, what can i do about that, 700",
        "TEXT, 0, the handle is not, 700",
        "YES_NO, 1, yes it is, 300",
        "YES_NO, 1, no it was not, 300",
        "YES_NO, 1, yes but it is, 1200",
        "YES_NO, 1, yes and the, 1200",
        "YES_NO, 1, i think it is, 1200",
        "TEXT, 0, yes it is, 1200",
        "DIGITS, 6, i don't have the number, 400",
        "DIGITS, 6, this is the number, 700",
        "SPELLED, 0, a d a, 1800",
        "SPELLED, 0, ada at example dot, 1800",
        "SPELLED, 0, ada at example dot com, 350",
        "SPELLED, 0, ada, 900",
        "CODE, 0, s w one a, 1800",
        "NAME, 0, ada lovelace, 550",
        "TEXT, 0, the zip is broken, 550",
        "TEXT, 0, the zip is, 1200"
    })
    void thePauseFitsWhatIsExpectedAndSaid(Expectation expectation, int digits, String soFar, int millis) {
        endOfTurn.expect(expectation, digits);
        endOfTurn.begin();
        endOfTurn.heard(soFar);
        assertThat(endOfTurn.pauseNanos() / 1_000_000).isEqualTo(millis);
    }

    @Test
    void whatIsRetractedNoLongerCounts() {
        endOfTurn.expect(Expectation.DIGITS, 4);
        endOfTurn.heard("four eight two one");
        endOfTurn.heard("four eight");
        assertThat(endOfTurn.pauseNanos() / 1_000_000).isEqualTo(1_200);
        endOfTurn.paused(900_000_000);
        assertThat(endOfTurn.pauseNanos() / 1_000_000)
                .as("once they have gone on after a pause")
                .isEqualTo(1_800);
        endOfTurn.begin();
        assertThat(endOfTurn.pauseNanos() / 1_000_000).isEqualTo(700);
    }

    @Test
    void whoHasPausedAndGoneOnIsNotHurriedByASentence() {
        endOfTurn.expect(Expectation.DIGITS, 6);
        endOfTurn.begin();
        endOfTurn.paused(900_000_000);
        endOfTurn.heard("wait a moment");
        assertThat(endOfTurn.pauseNanos() / 1_000_000).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "oh two, 2", "twenty one, 2", "twenty oh one, 4", "triple five, 3", "482 913, 6", "hundred, 0"
    })
    void digitsAreCounted(String words, int count) {
        assertThat(EndOfTurn.digits(words.split(" "))).isEqualTo(count);
    }
}
