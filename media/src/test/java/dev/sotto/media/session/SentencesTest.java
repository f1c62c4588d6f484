package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    private static List<String> of(String text) {
        return Sentences.of(text).stream()
                .map(range -> text.substring(range.from(), range.to()))
                .toList();
    }

    @Test
    void marksFollowedBySpaceEndASentence() {
        assertThat(of("One moment. I'm looking!  Is it \"late?\" Yes… \n And so on"))
                .containsExactly("One moment.", "I'm looking!", "Is it \"late?\"", "Yes…", "And so on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mr. Smith has $14.50 left.",
                "Write to a.b@shop.example today.",
                "J. S. Bach is no. 1 here.",
                "It is 3.5 km, i.e. far.",
                "Tell me",
                "..."
            })
    void dotsWithinWordsEndNothing(String text) {
        assertThat(of(text)).containsExactly(text);
    }

    @Test
    void marksAloneAreNobodysSentence() {
        assertThat(of("Well. ... Yes.")).containsExactly("Well.", "Yes.");
    }

    @Property
    void nothingThatIsSpokenIsLost(@ForAll @CharRange(from = ' ', to = 'z') String text) {
        String spoken = String.join("", of(text))
                .chars()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String wanted = text.chars()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertThat(spoken).isEqualTo(wanted);
    }
}
