package dev.sotto.orchestrator.task.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionCompilerTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Currency.getInstance("USD"));

    private final Map<String, Object> variables = variables();

    private static Map<String, Object> variables() {
        Map<String, Object> order = new HashMap<>();
        order.put("total", 129.0);
        order.put("count", 129);
        order.put("state", "delivered");
        order.put("items", List.of("tent", "pegs", "rope"));
        order.put("refunded", false);
        order.put("delivered_on", "2026-11-13");
        order.put("nothing", null);
        Map<String, Object> all = new HashMap<>();
        all.put("order", order);
        all.put("order_number", "482913");
        all.put("reason", "it leaks (a+)+$");
        all.put("today", "2026-11-22");
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "order.total > 50; true",
                "order.total <= 50; false",
                "order.total > 50 and not order.refunded; true",
                "order.state == 'delivered'; true",
                "order.state =~ ['in_transit', 'delivered']; true",
                "order.state =~ ['in_transit']; false",
                "reason =~ 'leaks'; false",
                "'leaks' =~ reason; true",
                "order.items[0] == 'tent'; true",
                "size(order.items) == 3; true",
                "empty(order.items); false",
                "order_number == 482913; true",
                "order.missing; false",
                "order.missing > 50; false",
                "order.missing < 50; false",
                "order.nothing < 50; false",
                "order.nothing == null; true",
                "missing; false",
                "missing.deeper.still; false",
                "order.total > 50 ? false : true; false",
                "0; false",
                "''; false",
                "'no'; true",
            })
    void conditionsAreTrueOrFalse(String text, boolean expected) throws Exception {
        assertThat(compiler.expression(text).test(variables)).isEqualTo(expected);
    }

    @Test
    void oneExpressionServesManyThreads() throws Exception {
        var expression = compiler.expression("order.total > 50 and n + 1 > n");
        var template = compiler.template("{{n}}:{{order.total | money}}");

        List<String> wrong = IntStream.range(0, 5_000)
                .parallel()
                .filter(n -> {
                    Map<String, Object> mine = Map.of("n", n, "order", Map.of("total", n));
                    return expression.test(mine) != n > 50
                            || !template.render(mine).startsWith(n + ":$");
                })
                .mapToObj(Integer::toString)
                .toList();

        assertThat(wrong).isEmpty();
    }
}
