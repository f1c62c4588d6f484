package dev.sotto.media.speech.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, zero",
        "13, thirteen",
        "40, forty",
        "99, ninety nine",
        "100, one hundred",
        "129, one hundred twenty nine",
        "1000, one thousand",
        "2300, two thousand three hundred",
        "1000001, one million one",
        "-5, minus five",
        "1000000000000, one zero zero zero zero zero zero zero zero zero zero zero zero"
    })
    void cardinals(long number, String words) {
        assertThat(NumberWords.cardinal(number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1, first",
        "5, fifth",
        "12, twelfth",
        "13, thirteenth",
        "20, twentieth",
        "22, twenty second",
        "30, thirtieth",
        "100, one hundredth"
    })
    void ordinals(int number, String words) {
        assertThat(NumberWords.ordinal(number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"482913, four eight two nine one three", "07-7, zero seven seven", "'', ''"})
    void digits(String digits, String words) {
        assertThat(NumberWords.digits(digits)).isEqualTo(words);
    }
}
