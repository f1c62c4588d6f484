package dev.sotto.media.speech.freetts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$129.00 | one hundred twenty nine dollars",
                "$14.50 | fourteen dollars and fifty cents",
                "$1.01 | one dollar and one cent",
                "$0.99 | ninety nine cents",
                "£2,300 | two thousand three hundred pounds",
                "order 482913 | order four eight two, nine one three",
                "9 days ago | nine days ago",
                "ann.b_2@shop-x.org | ann dot b underscore two at shop dash x dot org",
                "at 9:30 am | at nine thirty ay em",
                "17:05 | seventeen oh five",
                "9:00 | nine o'clock",
                "9am - 5pm | nine ay em - five pee em",
                "2026-11-22 | november twenty second, twenty twenty six",
                "2005-01-01 | january first, twenty oh five",
                "2026-99-99 | two zero two six nine nine nine nine",
                "the 22nd | the twenty second",
                "3.5% | three point five percent",
                "1,200 items | one thousand two hundred items",
                "30-60 days | thirty to sixty days",
                "#7 & more | number seven and more",
                "**bold** `code` | bold code",
                "Café – naïve | Cafe – naive",
            })
    void isWrittenOut(String text, String spoken) {
        assertThat(SpokenText.written(text)).isEqualTo(spoken);
    }

    @Test
    void sentencesAreSpokenOneByOne() {
        assertThat(SpokenText.sentences("Done. $5 goes back!  Anything else?\n\nBye"))
                .containsExactly("Done.", "five dollars goes back!", "Anything else?", "Bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "...", "!?", "\n\n", "—", "日本語"})
    void nothingSpeakableIsNoSentence(String text) {
        assertThat(SpokenText.sentences(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$999999999999999999999",
                "123456789012345678901234567890",
                "99:99",
                "1.2.3.4",
                "@@@",
                "0",
                "$",
                "5%%"
            })
    void oddTextIsSpokenSomehow(String text) {
        assertThat(SpokenText.written(text)).doesNotContainPattern("\\d");
    }
}
