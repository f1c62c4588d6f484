package dev.sotto.orchestrator.task.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Template;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

final class ExpressionPropertyTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Currency.getInstance("USD"));

    @Property(tries = 500)
    void anyTextIsATemplateOrRefusedButNeverThrowsOtherwise(@ForAll("pieces") String text, @ForAll Object value) {
        Template template;
        try {
            template = compiler.template(text);
        } catch (ExpressionException refused) {
            assertThat(refused.problem()).isNotBlank();
            return;
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("a", value);
        variables.put("b", Map.of("c", value));
        assertThat(template.render(variables)).isNotNull();
        assertThat(template.render(Map.of())).isNotNull();
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "a",
                        "b.c",
                        " | ",
                        "||",
                        "money",
                        "default: x",
                        "'",
                        "\"",
                        "(",
                        ")",
                        "[",
                        "]",
                        " == ",
                        " > ",
                        "5",
                        "0.1",
                        " and ",
                        " not ",
                        " + ",
                        " / ",
                        ".class",
                        "()",
                        "=",
                        ";",
                        "\\",
                        "?",
                        ":",
                        "null",
                        " ",
                        "date",
                        "..",
                        "=~",
                        "days_ago",
                        "join: ,",
                        "{",
                        "}",
                        "\n",
                        "é",
                        "#",
                        "@",
                        "$")
                .list()
                .ofMaxSize(14)
                .map(list -> String.join("", list));
    }

    @Property(tries = 300)
    void textsWithoutBracesStayAsTheyAre(@ForAll @StringLength(max = 60) String text) throws Exception {
        if (!text.contains("{{") && !text.contains("}}")) {
            assertThat(compiler.template(text).render(Map.of())).isEqualTo(text);
        }
    }

    @Property(tries = 300)
    void halvesOfAnAmountMakeTheWhole(@ForAll @IntRange(min = 1, max = 10_000_000) int cents) throws Exception {
        Map<String, Object> variables = Map.of("total", cents / 100.0);

        BigDecimal half = new BigDecimal(
                compiler.expression("total / 2").evaluate(variables).toString());

        assertThat(half.add(half)).isEqualByComparingTo(BigDecimal.valueOf(cents, 2));
    }

    @Property(tries = 200)
    void comparesAsNumbersWhateverTheNumbersType(@ForAll @IntRange(min = 0, max = 1000) int total) throws Exception {
        for (Object form : List.of(total, (long) total, (double) total, BigDecimal.valueOf(total), (float) total)) {
            assertThat(compiler.expression("total > 50").test(Map.of("total", form)))
                    .isEqualTo(total > 50);
        }
    }
}
