package dev.sotto.orchestrator.task.expression;

import dev.sotto.orchestrator.task.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a template into words and {@code {{expression | filter: argument}}} parts. */
final class TemplateParser {
    private static final int LONGEST = 4_000;

    private final ExpressionCompiler compiler;
    private final Filters filters;

    TemplateParser(ExpressionCompiler compiler, Filters filters) {
        this.compiler = compiler;
        this.filters = filters;
    }

    Template parse(String text) throws ExpressionException {
        if (text.length() > LONGEST) {
            throw new ExpressionException("a text is longer than " + LONGEST + " characters", "");
        }
        List<MixedTemplate.Part> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf("{{", from);
            if (open < 0) {
                parts.add(words(text.substring(from)));
                break;
            }
            if (open > from) {
                parts.add(words(text.substring(from, open)));
            }
            int close = unquoted(text, "}}", open + 2);
            if (close < 0) {
                throw new ExpressionException("'{{' is not closed", "end it with }}");
            }
            parts.add(filled(text.substring(open + 2, close)));
            from = close + 2;
        }
        return new MixedTemplate(text, parts);
    }

    private static MixedTemplate.Part words(String text) throws ExpressionException {
        if (text.contains("}}")) {
            throw new ExpressionException("'}}' without '{{'", "expressions stand in {{ and }}");
        }
        return new MixedTemplate.Words(text);
    }

    private MixedTemplate.Part filled(String inside) throws ExpressionException {
        List<String> pieces = pieces(inside);
        JexlFormula formula = compiler.formula(pieces.get(0).strip());
        List<Filters.Applied> applied = new ArrayList<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            applied.add(filter(piece));
        }
        return new MixedTemplate.Filled(formula, applied);
    }

    private Filters.Applied filter(String piece) throws ExpressionException {
        int colon = unquoted(piece, ":", 0);
        String name = (colon < 0 ? piece : piece.substring(0, colon)).strip();
        Optional<String> argument = colon < 0
                ? Optional.empty()
                : Optional.of(unquote(piece.substring(colon + 1).strip()));
        return filters.find(name, argument);
    }

    /** Splits at each single bar; two bars are JEXL's "or". */
    private static List<String> pieces(String inside) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int at = unquoted(inside, "|", 0);
        while (at >= 0) {
            if (inside.startsWith("||", at)) {
                at = unquoted(inside, "|", at + 2);
                continue;
            }
            pieces.add(inside.substring(from, at));
            from = at + 1;
            at = unquoted(inside, "|", from);
        }
        pieces.add(inside.substring(from));
        return pieces;
    }

    /** Where {@code wanted} stands outside of quotes, from {@code start} on, or -1. */
    private static int unquoted(String text, String wanted, int start) {
        char quote = 0;
        for (int index = start; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (quote != 0) {
                if (letter == '\\') {
                    index++;
                } else if (letter == quote) {
                    quote = 0;
                }
            } else if (text.startsWith(wanted, index)) {
                return index;
            } else if (letter == '\'' || letter == '"') {
                quote = letter;
            }
        }
        return -1;
    }

    private static String unquote(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
