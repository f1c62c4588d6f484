package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a fact on the card: equal to {@code value}; or an amount from {@code low} to {@code high}; or, with
 * neither, anything: it varied in the answers that the rule was made of.
 */
record Condition(
        String label,
        @Nullable String value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {
    private static final Pattern AMOUNT = Pattern.compile("\\D*?(-?\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\D*");

    /** What the cases have in common, fact by fact. */
    static List<Condition> of(List<List<Fact>> cases) {
        Set<String> labels = new LinkedHashSet<>();
        cases.forEach(facts -> facts.forEach(fact -> labels.add(fact.label())));
        return labels.stream().map(label -> of(label, cases)).toList();
    }

    private static Condition of(String label, List<List<Fact>> cases) {
        List<String> values = new ArrayList<>();
        for (List<Fact> facts : cases) {
            values.add(value(label, facts));
        }
        if (values.stream().distinct().count() == 1) {
            return new Condition(label, values.get(0), null, null);
        }
        List<BigDecimal> amounts =
                values.stream().map(Condition::amount).flatMap(Optional::stream).toList();
        if (amounts.size() < values.size()) {
            return new Condition(label, null, null, null);
        }
        return new Condition(
                label,
                null,
                amounts.stream().min(Comparator.naturalOrder()).orElseThrow(),
                amounts.stream().max(Comparator.naturalOrder()).orElseThrow());
    }

    /** True when all hold, and the case has no fact that none of the answers knew. */
    static boolean hold(List<Condition> conditions, List<Fact> facts) {
        return conditions.stream().allMatch(condition -> condition.holds(facts))
                && facts.stream()
                        .allMatch(fact ->
                                conditions.stream().anyMatch(condition -> condition.label.equals(fact.label())));
    }

    private boolean holds(List<Fact> facts) {
        String now = value(label, facts);
        if (value != null) {
            return value.equals(now);
        }
        if (low == null || high == null) {
            return true;
        }
        return amount(now)
                .filter(amount -> amount.compareTo(low) >= 0 && amount.compareTo(high) <= 0)
                .isPresent();
    }

    /** Empty when the card has no such fact. */
    private static String value(String label, List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.label().equals(label))
                .map(fact -> fact.value().strip())
                .findFirst()
                .orElse("");
    }

    private static Optional<BigDecimal> amount(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        return matcher.matches() ? Optional.of(new BigDecimal(matcher.group(1).replace(",", ""))) : Optional.empty();
    }
}
