package dev.sotto.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlDocumentTest {
    private final Problems problems = new Problems();

    private Optional<YamlNode> parse(String text) {
        return YamlDocument.parse("f.yaml", text, problems);
    }

    private YamlMap map(String text) {
        return (YamlMap) parse(text).orElseThrow();
    }

    @Test
    void nodesKnowTheirPlace() {
        YamlMap map = map("a: 1\nb:\n  - x\n  - {c: 'y'}\n");
        YamlList list = (YamlList) map.value("b").orElseThrow();

        assertThat(map.placeOf("a")).hasToString("f.yaml:1:1");
        assertThat(map.value("a").orElseThrow().at()).hasToString("f.yaml:1:4");
        assertThat(list.items().get(0).at()).hasToString("f.yaml:3:5");
        assertThat(((YamlMap) list.items().get(1)).placeOf("c")).hasToString("f.yaml:4:6");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void keysKeepTheirOrder() {
        assertThat(map("z: 1\na: 2\nm: 3\n").entries().keySet()).containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @CsvSource({
        "5, a number", "-0.5, a number", "007, text", "'\"5\"', text", "1e5, text", "true, true or false", "yes, text",
        "'\"true\"', text", "~, nothing", "null, nothing", "'\"\"', text", "0x1F, text", "482913, a number",
                "1_000, text"
    })
    void plainScalarsHaveAKind(String text, String kind) {
        assertThat(map("k: " + text + "\n").value("k").orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void numbersAreExact() {
        YamlScalar scalar = (YamlScalar) map("k: 0.10\n").value("k").orElseThrow();

        assertThat(scalar.number()).contains(new BigDecimal("0.10"));
    }

    @Test
    void allDoubleKeysAreReportedAndTheFirstCounts() {
        YamlMap map = map("a: 1\na: 2\nb: {c: 1, c: 2}\n");

        assertThat(((YamlScalar) map.value("a").orElseThrow()).text()).isEqualTo("1");
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yaml:2:1: 'a' stands here twice (the first is in line 1)",
                        "f.yaml:3:11: 'c' stands here twice (the first is in line 3)");
    }

    @Test
    void aThousandLaughsAreNotEvenBegun() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";

        assertThat(parse(bomb)).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains("f.yaml:1:4: anchors");
    }

    @Test
    void anAliasToItselfIsRefused() {
        assertThat(parse("a: [*a]\n")).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains("aliases");
    }

    @Test
    void depthIsLimitedWithoutAStackOverflow() {
        assertThat(parse("[".repeat(100_000))).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains("nested more than 32 deep");
    }

    @Test
    void theNumberOfValuesIsLimited() {
        assertThat(parse("[" + "1,".repeat(60_000) + "]")).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains("more than 50000 values");
    }

    @Test
    void theNumberOfProblemsIsLimited() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 2_000; line++) {
            text.append("a: 1\n");
        }
        parse(text.toString());

        assertThat(problems.all()).hasSize(Problems.MOST);
    }

    @Test
    void warningsAreNoErrors() {
        problems.warning(new Place("f", 1, 1), "hm", "");
        assertThat(problems.hasErrors()).isFalse();
        assertThat(problems.all()).extracting(Problem::toString).isEqualTo(List.of("f:1:1: warning: hm"));
    }
}
