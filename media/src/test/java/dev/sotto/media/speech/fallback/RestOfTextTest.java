package dev.sotto.media.speech.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestOfTextTest {
    private static final String TEXT = "Your refund of one hundred and twenty dollars is on its way.";

    private final RestOfText pace = new RestOfText();

    @Test
    void theWordThatWasCutIsSaidAgainWhole() {
        pace.learn(TEXT, 8_000L * TEXT.length() / 15);
        long inTheMiddleOfHundred = 8_000L * (TEXT.indexOf("hundred") + 4) / 15;

        assertThat(pace.after(TEXT, inTheMiddleOfHundred)).isEqualTo("hundred and twenty dollars is on its way.");
    }

    @Test
    void whatWasSaidWholeIsNotSaidAgain() {
        assertThat(pace.after(TEXT, 8_000L * 10)).isEmpty();
    }

    @Test
    void thePaceOfAVoiceIsLearned() {
        for (int i = 0; i < 60; i++) {
            pace.learn(TEXT, 8_000L * TEXT.length() / 10);
        }
        long inTheMiddleOfTwenty = 8_000L * (TEXT.indexOf("twenty") + 3) / 10;

        assertThat(pace.after(TEXT, inTheMiddleOfTwenty)).isEqualTo("twenty dollars is on its way.");
    }

    @Property(tries = 200)
    void theRestIsAlwaysAnEndOfTheTextAtAWord(@ForAll @IntRange(min = 0, max = 60_000) int samples) {
        String rest = pace.after(TEXT, samples);

        assertThat(TEXT).endsWith(rest);
        assertThat(rest.isEmpty() || rest.length() == TEXT.length() || TEXT.contains(" " + rest))
                .isTrue();
    }
}
