package dev.sotto.orchestrator.task.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sotto.orchestrator.task.Expression;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions must not be able to do. */
final class SandboxTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Currency.getInstance("USD"));
    private final Bait bait = new Bait();

    /** Stands for any object that a program may leave in the variables. */
    public static final class Bait {
        private final AtomicInteger touched = new AtomicInteger();
        public final String field = "secret";

        public String getSecret() {
            touched.incrementAndGet();
            return "secret";
        }

        public String get(String name) {
            touched.incrementAndGet();
            return "secret";
        }

        public boolean isEmpty() {
            touched.incrementAndGet();
            return false;
        }

        public int size() {
            touched.incrementAndGet();
            return 7;
        }

        public Object call() {
            touched.incrementAndGet();
            return "secret";
        }
    }

    private Map<String, Object> variables() {
        Map<String, Object> order = new HashMap<>(Map.of("total", 129.0, "items", List.of("a", "b")));
        return new HashMap<>(Map.of(
                "order",
                order,
                "text",
                "abc",
                "bait",
                bait,
                "type",
                String.class,
                "loader",
                getClass().getClassLoader(),
                "n",
                5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // methods and constructors
                "text.length()",
                "text.getClass()",
                "text.toString()",
                "order.clear()",
                "order.put('a', 1)",
                "order.get('total')",
                "order.remove('total')",
                "bait.call()",
                "bait.getSecret()",
                "new('java.lang.String', 'x')",
                "new java.lang.String('x')",
                "''.class.forName('java.lang.Runtime')",
                "loader.loadClass('java.lang.Runtime')",
                "type.forName('java.lang.Runtime').getRuntime().exec('id')",
                "java.lang.System.exit(1)",
                "java.lang.Runtime.getRuntime()",
                "T('java.lang.Runtime')",
                // properties and fields by reflection
                "text.class",
                "text.class.name",
                "order.class",
                "order['class']",
                "bait.secret",
                "bait.field",
                "bait['secret']",
                "bait.class",
                "type.name",
                "type.classLoader",
                "loader.parent",
                "text.bytes",
                "order.empty.class",
                "n.class",
                "bait.Secret",
                "order.items.class",
                "order.entrySet",
                "order.keySet",
                // statements
                "x = 5",
                "order.total = 0",
                "n++",
                "n += 1",
                "var x = 5",
                "while(true) {}",
                "for(;;) {}",
                "for(x : [1]) { x }",
                "do {} while(true)",
                "() -> { 5 }",
                "x -> x",
                "function(x) { x }",
                "if (true) { 5 }",
                "return 5",
                "5; 6",
                "{ 5 }",
                "#pragma jexl.import java.lang",
                "@silent 5",
                "break",
                "try { 5 } catch (let e) { 6 }",
                "throw 'x'",
                "#0",
                "#1 = 5",
                "$0",
                "jexl:x()",
                "size.x()",
                "`${text.class}`",
                "import('x')",
                "text instanceof java.lang.String"
            })
    void givesNothingAway(String text) {
        Object value = null;
        try {
            Map<String, Object> variables = variables();
            Map<String, Object> before = new HashMap<>((Map<String, Object>) castOrder(variables));
            value = compiler.expression(text).evaluate(variables);
            assertThat(castOrder(variables)).isEqualTo(before);
            assertThat(variables.get("n")).isEqualTo(5);
        } catch (ExpressionException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
        assertThat(bait.touched).hasValue(0);
        if (value != null) {
            assertThat(value).as("data only").isInstanceOfAny(Boolean.class, java.util.Set.class, String.class);
            assertThat(value).isNotIn("secret", "x", 6);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castOrder(Map<String, Object> variables) {
        return (Map<String, Object>) variables.get("order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1..2000000000) =~ 5",
                "size(1..2000000000)",
                "5 =~ (1..2000000000)",
                "text =~ '(a+)+$'",
                "'(a+)+$' =~ text",
                "999999999999999999999 * 999999999999999999999 * 999999999999999999999",
                "1e999999999 + 1",
                "1 / 3",
                "5 / 0",
                "5 % 0",
                "1 << 2000000000",
                "9999999999B << 2000000000",
                "-(-(-(-(-5))))",
                "not not not not n"
            })
    void endsSoon(String text) {
        Map<String, Object> variables = variables();
        variables.put("text", "a".repeat(50_000) + "!");

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                Expression expression = compiler.expression(text);
                expression.evaluate(variables);
            } catch (ExpressionException refused) {
                assertThat(refused.problem()).isNotBlank();
            }
        });
    }

    @Test
    void aTextIsNoPattern() throws Exception {
        assertThat(compiler.expression("text =~ 'a.c'").test(variables())).isFalse();
        assertThat(compiler.expression("'b' =~ text").test(variables())).isTrue();
        assertThat(compiler.expression("text !~ 'zzz'").test(variables())).isTrue();
    }

    @Test
    void tooLongOrTooDeepIsRefused() {
        for (String text : List.of("1" + " + 1".repeat(200), "(".repeat(30) + "1" + ")".repeat(30), "[".repeat(400))) {
            try {
                compiler.expression(text);
                assertThat(text).as("must be refused").isEmpty();
            } catch (ExpressionException refused) {
                assertThat(refused.problem()).contains("too long or nested too deep");
            }
        }
    }
}
