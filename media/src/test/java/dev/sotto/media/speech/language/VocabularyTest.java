package dev.sotto.media.speech.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    @Test
    void writtenTextBecomesSpokenWords() {
        assertThat(Vocabulary.words("Refund $50, please — order #482913 isn’t here!"))
                .containsExactly(
                        "refund", "fifty", "dollars", "please", "order", "four", "eight", "two", "nine", "one", "three",
                        "isn't", "here");
    }

    @Test
    void classesStayWhole() {
        assertThat(Vocabulary.words("No, the order is {digits:6}."))
                .containsExactly("no", "the", "order", "is", "{digits:6}");
    }

    @Test
    void textIsTakenApartIntoSentences() {
        assertThat(Vocabulary.of("Open at nine. Closed on sunday!").tokenized())
                .containsExactly(List.of("open", "at", "nine"), List.of("closed", "on", "sunday"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{digts:6}", "{digits:0}", "{money:3}", "{digits", "{Digits:6}"})
    void unknownClassIsRefusedWithTheKnownOnes(String wrong) {
        assertThatThrownBy(() -> Vocabulary.of("order " + wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong)
                .hasMessageContaining("{digits:n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{digits}",
                "{digits:1}",
                "{digits:6}",
                "{number}",
                "{money}",
                "{date}",
                "{time}",
                "{yes_no}",
                "{name}",
                "{email}"
            })
    void weightsOfAClassAddUpToOne(String name) {
        List<Slots> patterns = WordClasses.expand(name);
        assertThat(patterns.stream().mapToDouble(Slots::weight).sum()).isCloseTo(1, within(1e-9));
        for (Slots pattern : patterns) {
            assertThat(pattern.places())
                    .isNotEmpty()
                    .allSatisfy(place -> assertThat(
                                    place.values().stream().mapToDouble(p -> p).sum())
                            .isCloseTo(1, within(1e-9)));
        }
    }

    @Test
    void everyNameInTheListIsAClass() {
        for (String name : WordClasses.NAMES) {
            assertThat(WordClasses.isKnown(name.replace(":n", ":3"))).as(name).isTrue();
        }
    }
}
