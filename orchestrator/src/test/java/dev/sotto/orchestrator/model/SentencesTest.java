package dev.sotto.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final String TEXT =
            "Sure! It costs $1.50 at Dr. Lee's, e.g. on Main St. near us. Is that okay? We open at"
                    + " 9 a.m. and close at 5 p.m. on weekdays.\n1. First, call us… Then wait.\n- **Bold** item (really.) End 3.5";

    private static final List<String> WHOLE = List.of(
            "Sure!",
            "It costs $1.50 at Dr. Lee's, e.g. on Main St. near us.",
            "Is that okay?",
            "We open at 9 a.m. and close at 5 p.m. on weekdays.",
            "1. First, call us…",
            "Then wait.",
            "Bold item (really.)",
            "End 3.5");

    private static List<String> split(String text, int step) {
        Sentences sentences = new Sentences();
        List<String> all = new ArrayList<>();
        for (int index = 0; index < text.length(); index += step) {
            all.addAll(sentences.feed(text.substring(index, Math.min(text.length(), index + step))));
        }
        all.addAll(sentences.end());
        return all;
    }

    @Property(tries = 60)
    void sentencesAreTheSameHoweverTheTextIsCut(@ForAll @IntRange(min = 1, max = 200) int step) {
        assertThat(split(TEXT, step)).isEqualTo(WHOLE);
    }

    @Property(tries = 200)
    void noWordIsLost(@ForAll String text, @ForAll @IntRange(min = 1, max = 9) int step) {
        String letters = text.replaceAll("[^\\p{L}\\p{N}]", "");

        assertThat(String.join("", split(text, step)).replaceAll("[^\\p{L}\\p{N}]", ""))
                .isEqualTo(letters);
    }

    @Test
    void sentenceComesAsSoonAsTheNextBegins() {
        Sentences sentences = new Sentences();
        assertThat(sentences.feed("We open at nine.")).isEmpty();

        assertThat(sentences.feed(" O")).containsExactly("We open at nine.");
    }

    @Test
    void numbersOfAnyKindAreSaid() {
        assertThat(split("Twelve m\n²\n𐐀. Ⅻ", 1)).containsExactly("Twelve m", "²", "𐐀.", "Ⅻ");
    }

    @Test
    void endlessSentenceIsPartedAtAComma() {
        assertThat(split("word ".repeat(79) + "word, " + "word ".repeat(300), 7))
                .hasSizeGreaterThan(2);
    }
}
