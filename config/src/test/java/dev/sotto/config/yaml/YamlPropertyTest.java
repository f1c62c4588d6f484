package dev.sotto.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

final class YamlPropertyTest {
    private static void parse(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> root = YamlDocument.parse("f", text, problems);

        assertThat(root.isPresent() || problems.hasErrors()).isTrue();
    }

    @Property(tries = 1000)
    void anyTextIsATreeOrAProblem(@ForAll @StringLength(max = 60) String text) {
        parse(text);
    }

    @Property(tries = 2000)
    void anyMixOfYamlSignsIsATreeOrAProblem(@ForAll("signs") String text) {
        parse(text);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of(
                        "a",
                        ": ",
                        "\n",
                        "- ",
                        "  ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        "\"",
                        "'",
                        "|",
                        ">",
                        "&x",
                        "*x",
                        "!t",
                        "!!str",
                        "---",
                        "...",
                        "%TAG ! x:",
                        "?",
                        "#",
                        "\\x",
                        "\\u12",
                        "\t",
                        "\r",
                        "\0",
                        "\uD800",
                        "@",
                        "`",
                        "<<",
                        "~",
                        "\uFEFF")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void theNearestNameIsOneOfTheKnown(
            @ForAll @StringLength(max = 80) String name, @ForAll List<@StringLength(max = 20) String> known) {
        assertThat(Spelling.nearest(name, known))
                .satisfiesAnyOf(
                        near -> assertThat(near).isEmpty(),
                        near -> assertThat(known).contains(near.orElseThrow()));
    }

    @Property(tries = 300)
    void aNameIsNearestToItself(@ForAll @StringLength(min = 1, max = 40) String name) {
        assertThat(Spelling.nearest(name, List.of("quite another thing", name))).contains(name);
    }
}
