package dev.sotto.orchestrator.task.expression;

import dev.sotto.config.yaml.Spelling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can follow the bar in {@code {{value | filter}}}. An unknown value stays unknown, except for {@code default}. */
final class Filters {
    /** How a filter works; {@code variables} are there for what is relative to today. */
    @FunctionalInterface
    interface Filter {
        @Nullable
        Object apply(Object value, String argument, Map<String, Object> variables);
    }

    private static final List<String> WITH_ARGUMENT = List.of("default", "join");

    private final Currency currency;
    private final int decimals;
    private final Map<String, Filter> filters;

    Filters(Currency currency) {
        this.currency = currency;
        // Gold and test codes say -1.
        this.decimals = Math.max(0, currency.getDefaultFractionDigits());
        this.filters = Map.ofEntries(
                Map.entry("money", (value, argument, variables) -> money(value)),
                Map.entry("cents", (value, argument, variables) -> cents(value)),
                Map.entry("digits", (value, argument, variables) -> words(value).replaceAll("[^0-9]", "")),
                Map.entry("date", (value, argument, variables) -> Days.spoken(value, Days.today(variables))),
                Map.entry("days_ago", (value, argument, variables) -> Days.ago(value, Days.today(variables))),
                Map.entry("lower", (value, argument, variables) -> words(value).toLowerCase(Locale.ROOT)),
                Map.entry("upper", (value, argument, variables) -> words(value).toUpperCase(Locale.ROOT)),
                Map.entry("capitalize", (value, argument, variables) -> capitalized(words(value))),
                Map.entry("list", (value, argument, variables) -> words(value)),
                Map.entry("join", (value, argument, variables) -> joined(value, argument.isEmpty() ? ", " : argument)),
                Map.entry(
                        "default", (value, argument, variables) -> words(value).isEmpty() ? argument : value));
    }

    Applied find(String name, Optional<String> argument) throws ExpressionException {
        Filter filter = filters.get(name);
        if (filter == null) {
            throw new ExpressionException("unknown filter '" + name + "'", Spelling.hint(name, filters.keySet()));
        }
        if (argument.isPresent() && !WITH_ARGUMENT.contains(name)) {
            throw new ExpressionException(
                    "the filter '" + name + "' takes no argument", "remove what follows the colon");
        }
        if (argument.isEmpty() && name.equals("default")) {
            throw new ExpressionException("the filter 'default' needs an argument", "default: none given");
        }
        return new Applied(name, filter, argument.orElse(""));
    }

    /** A filter with its argument. */
    record Applied(String name, Filter filter, String argument) {
        @Nullable
        Object apply(@Nullable Object value, Map<String, Object> variables) {
            if (value == null) {
                return name.equals("default") ? argument : null;
            }
            return filter.apply(value, argument, variables);
        }
    }

    /** A value as text for the ear: no trailing zeros, yes and no, "a, b and c", nothing for what is unknown. */
    static String words(@Nullable Object value) {
        if (value == null || value instanceof Map<?, ?>) {
            return "";
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        if (value instanceof Number) {
            return number(value).map(number -> plain(number)).orElse(value.toString());
        }
        if (value instanceof Collection<?> items) {
            List<String> words = items.stream().limit(100).map(Filters::words).toList();
            int last = words.size() - 1;
            return last < 1
                    ? String.join("", words)
                    : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
        }
        return value.toString();
    }

    private @Nullable String money(Object value) {
        Optional<BigDecimal> amount = number(value);
        if (amount.isEmpty()) {
            return null;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount.get());
    }

    private @Nullable BigDecimal cents(Object value) {
        return number(value)
                .map(amount -> amount.setScale(decimals, RoundingMode.HALF_UP))
                .orElse(null);
    }

    private static String joined(Object value, String between) {
        if (value instanceof Collection<?> items) {
            return String.join(
                    between, items.stream().limit(100).map(Filters::words).toList());
        }
        return words(value);
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Optional<BigDecimal> number(Object value) {
        String text = value.toString();
        if (text.length() > 40) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            // 1e999999999 would be written out in full.
            return Math.abs((long) number.scale()) > 100 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
