package dev.sotto.orchestrator.task.expression;

import dev.sotto.orchestrator.task.Expression;
import dev.sotto.orchestrator.task.Template;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.introspection.JexlUberspect;

/** Makes expressions and templates of text. Thread-safe. */
public final class ExpressionCompiler {
    static final int LONGEST_EXPRESSION = 500;
    static final int DEEPEST_NESTING = 20;

    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "gt",
            "ge",
            "lt",
            "le",
            "div",
            "mod",
            "empty",
            "size",
            "null",
            "true",
            "false",
            "new",
            "var",
            "let",
            "const",
            "return",
            "if",
            "else",
            "for",
            "foreach",
            "while",
            "do",
            "break",
            "continue",
            "function",
            "switch",
            "case",
            "default",
            "try",
            "catch",
            "finally",
            "throw",
            "instanceof",
            "NaN");

    private final JexlEngine engine;
    private final Filters filters;

    /** @param currency what the money filter writes amounts in */
    public ExpressionCompiler(Currency currency) {
        filters = new Filters(currency);
        JexlFeatures features = JexlFeatures.createNone().comparatorNames(true).structuredLiteral(true);
        engine = new JexlBuilder()
                .features(features)
                .permissions(new ReadOnlyData())
                .strategy(JexlUberspect.MAP_STRATEGY)
                .arithmetic(new ExactArithmetic())
                .namespaces(Map.of())
                .imports(List.of())
                .strict(true)
                .safe(true)
                .silent(false)
                .antish(false)
                .lexical(true)
                .cache(0)
                .debug(false)
                .create();
    }

    /** True for a word that means something in expressions and so can't name a variable. */
    public static boolean isReserved(String name) {
        return WORDS.contains(name);
    }

    /** Compiles a condition or value such as {@code order.total > 50 and not order.refunded}. */
    public Expression expression(String text) throws ExpressionException {
        return formula(text.strip());
    }

    /** A value: an expression, or a template where the text has {@code {{}}} in it. */
    public Expression value(String text) throws ExpressionException {
        return text.contains("{{") ? new TemplateExpression(template(text)) : expression(text);
    }

    /** The same condition, but true whenever it isn't known to be false: for what guards money. */
    public static Expression guarding(Expression condition) {
        return new Unless(condition);
    }

    /** Compiles text with {@code {{expression | filter}}} in it. */
    public Template template(String text) throws ExpressionException {
        return new TemplateParser(this, filters).parse(text);
    }

    /** A template that always has this value. */
    public static Template constant(Object value) {
        return MixedTemplate.constant(value);
    }

    JexlFormula formula(String text) throws ExpressionException {
        if (text.isEmpty()) {
            throw new ExpressionException("an expression is empty", "");
        }
        if (text.length() > LONGEST_EXPRESSION || nesting(text) > DEEPEST_NESTING) {
            throw new ExpressionException("an expression is too long or nested too deep", "split it with a set step");
        }
        try {
            // Refuses statements, which a script may hold; only a script says which variables it reads.
            engine.createExpression(text);
            return new JexlFormula(text, engine.createScript((JexlInfo) null, text, (String[]) null));
        } catch (JexlException.Feature forbidden) {
            throw new ExpressionException(
                    "'" + text + "' does something that expressions may not do",
                    "read variables, compare (==, !=, <, >), calculate, and combine with and, or, not");
        } catch (RuntimeException | StackOverflowError broken) {
            // The parser throws more than its own exception: "#1 = 5" is an index out of bounds.
            String hint = text.matches(".*[^=!<>~]=[^=~].*") ? "compare with ==" : "texts stand in 'single quotes'";
            throw new ExpressionException("'" + text + "' is not an expression", hint);
        }
    }

    private static int nesting(String text) {
        int deepest = 0;
        int depth = 0;
        for (char letter : text.toCharArray()) {
            if (letter == '(' || letter == '[' || letter == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (letter == ')' || letter == ']' || letter == '}') {
                depth--;
            }
        }
        return deepest;
    }
}
