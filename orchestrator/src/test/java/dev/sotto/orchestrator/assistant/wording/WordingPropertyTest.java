package dev.sotto.orchestrator.assistant.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is whispered: no number and no amount is added, lost or changed, and what is said is a sentence. */
class WordingPropertyTest {
    private static final Pattern NUMBER = Pattern.compile("\\$?\\d+(?:\\.\\d+)?");

    @Provide
    Arbitrary<String> whispers() {
        Arbitrary<String> lead =
                Arbitraries.of("tell him ", "let them know ", "say that ", "", "please tell the customer ");
        Arbitrary<List<String>> words = Arbitraries.of(
                        "he", "she", "their", "parcel", "costs", "$12.50", "30", "days", "we", "and", "his", "her",
                        "is", "not", "has", "482913")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        return net.jqwik.api.Combinators.combine(lead, words).as((first, rest) -> first + String.join(" ", rest));
    }

    @Property(tries = 1000)
    void numbersStay(@ForAll @From("whispers") String whisper) {
        assertThat(numbers(Wording.of(whisper, ""))).isEqualTo(numbers(whisper));
    }

    @Property(tries = 1000)
    void negationsStay(@ForAll @From("whispers") String whisper) {
        boolean said = Wording.of(whisper, "").toLowerCase(Locale.ROOT).contains("not");
        assertThat(said).isEqualTo(whisper.contains("not"));
    }

    @Property(tries = 1000)
    void whatIsSaidIsASentence(@ForAll String whisper) {
        String said = Wording.of(whisper, "");
        assertThat(said.isBlank() || said.matches("(?s).*[.!?][\"')]?")).isTrue();
    }

    private static List<String> numbers(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.results().map(result -> result.group()).toList();
    }
}
