package dev.sotto.orchestrator.task.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.orchestrator.task.Template;
import dev.sotto.orchestrator.task.VariablePaths;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Currency.getInstance("USD"));

    private static Map<String, Object> variables() {
        Map<String, Object> order = new HashMap<>();
        order.put("total", 129.0);
        order.put("whole", 129);
        order.put("cents", 0.1);
        order.put("items", List.of("tent", "pegs", "rope"));
        order.put("delivered_on", "2026-11-13");
        order.put("long_ago", "2024-02-29T10:00:00Z");
        order.put("arrives", "2026-11-23");
        order.put("days", 9);
        order.put("gift", true);
        order.put("nothing", null);
        return Map.of("order", order, "number", "482 913", "name", "ada", "today", "2026-11-22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{{order.total | money}} back; $129.00 back",
                "{{order.total}}; 129",
                "{{order.whole / 2}}; 64.5",
                "{{order.whole / 2 | money}}; $64.50",
                "{{order.cents * 3}}; 0.3",
                "{{order.total / 3 | cents}}; 43",
                "{{order.total / 7 | money}}; $18.43",
                "{{1234567.891 | money}}; $1,234,567.89",
                "{{name | money}}.; .",
                "{{order.delivered_on | date}}; November 13",
                "{{order.long_ago | date}}; February 29, 2024",
                "{{name | date}}; ada",
                "{{order.delivered_on | days_ago}}; 9 days ago",
                "{{order.arrives | days_ago}}; tomorrow",
                "{{today | days_ago}}; today",
                "{{order.days | days_ago}}; 9 days ago",
                "{{number | digits}}; 482913",
                "{{name | upper}} {{name | capitalize}} {{'ADA' | lower}}; ADA Ada ada",
                "{{order.items}}; tent, pegs and rope",
                "{{order.items | list}}; tent, pegs and rope",
                "{{order.items | join: ' / '}}; tent / pegs / rope",
                "{{order.items[1]}}; pegs",
                "{{order.gift}}; yes",
                "<{{order.nothing}}{{missing}}{{order}}>; <>",
                "{{missing | default: friend}}; friend",
                "{{missing | default: 'a | b'}}; a | b",
                "{{name | default: friend}}; ada",
                "{{missing | money | default: nothing}}; nothing",
                "{{missing == null || name == 'x'}}; yes",
                "{{'}}'}} and {{\"{{\"}}; }} and {{",
                "no expression at all; no expression at all",
            })
    void rendersForTheEar(String text, String expected) throws Exception {
        assertThat(compiler.template(text).render(variables())).isEqualTo(expected);
    }

    @Test
    void aSingleExpressionKeepsItsType() throws Exception {
        assertThat(compiler.template("{{order.total}}").value(variables())).isEqualTo(129.0);
        assertThat(compiler.template("{{order.total / 3 | cents}}").value(variables()))
                .isEqualTo(new BigDecimal("43.00"));
        assertThat(compiler.template("{{order.items}}").value(variables())).isEqualTo(List.of("tent", "pegs", "rope"));
        assertThat(compiler.template("{{missing}}").value(variables())).isNull();
        assertThat(compiler.template("no {{number}}").value(variables())).isEqualTo("no 482 913");
    }

    @Test
    void saysWhatItReadsAndWhatItCantDoWithout() throws Exception {
        Template template = compiler.template("{{order.total}} {{name | default: you}}");

        assertThat(template.variables()).containsExactlyInAnyOrder("order", "name");
        assertThat(VariablePaths.of(template)).containsExactlyInAnyOrder(List.of("order", "total"), List.of("name"));
        assertThat(VariablePaths.requiredBy(template)).containsExactly(List.of("order", "total"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "{{}}",
                "{{ }}",
                "a }} b",
                "{{a",
                "{{a | }}",
                "{{a | nofilter}}",
                "{{a | money: 2}}",
                "{{a | default}}",
                "{{'a}}",
                "{{a b}}"
            })
    void brokenTemplatesAreRefusedWithAReason(String text) {
        assertThatThrownBy(() -> compiler.template(text))
                .isInstanceOfSatisfying(
                        ExpressionException.class,
                        broken -> assertThat(broken.problem()).isNotBlank());
    }

    @Test
    void otherCurrenciesHaveTheirOwnSignAndDigits() throws Exception {
        assertThat(new ExpressionCompiler(Currency.getInstance("EUR"))
                        .template("{{5 | money}}")
                        .render(Map.of()))
                .isEqualTo("€5.00");
        assertThat(new ExpressionCompiler(Currency.getInstance("JPY"))
                        .template("{{5 | money}}")
                        .render(Map.of()))
                .isEqualTo("¥5");
    }

    @Test
    void hugeExponentsAreNotWrittenOut() throws Exception {
        Map<String, Object> huge = Map.of("n", new BigDecimal("1e999999999"));

        assertThat(compiler.template("{{n}}{{n | money}}").render(huge)).hasSizeLessThan(50);
    }
}
