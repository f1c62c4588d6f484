package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts: "$14.50", "fourteen fifty", "twenty bucks", "a hundred and twenty nine dollars", "fifty cents". */
final class MoneyReader implements SlotReader {
    private static final Pattern NUMERAL = Pattern.compile("([$€£]?)(\\d[\\d,]*)(?:\\.(\\d{1,2}))?(?:[$€£])?");
    private static final Set<String> UNITS = Set.of(
            "dollar", "dollars", "buck", "bucks", "pound", "pounds", "quid", "euro", "euros", "usd", "gbp", "eur");
    private static final Set<String> CENTS = Set.of("cent", "cents", "pence", "p", "penny", "pennies");

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        Optional<SlotReading> bare = Optional.empty();
        for (int from = 0; from < words.size(); from++) {
            int to = numberEnd(words, from);
            if (to == from) {
                continue;
            }
            Amount amount = amount(words, from, to);
            if (amount != null) {
                SlotReading reading = new SlotReading(amount.value, from, amount.to);
                if (amount.marked) {
                    return Optional.of(reading);
                }
                bare = bare.isPresent() ? bare : Optional.of(reading);
            }
            from = to - 1;
        }
        return rules.asked() ? bare : Optional.empty();
    }

    /** @param marked a currency was named */
    private record Amount(BigDecimal value, int to, boolean marked) {}

    private static int numberEnd(Words words, int from) {
        String word = words.at(from);
        if (NUMERAL.matcher(word).matches()) {
            return from + 1;
        }
        boolean article = word.equals("a") && Set.of("hundred", "thousand").contains(words.at(from + 1));
        if (!article && !NumberWords.isNumber(word)) {
            return from;
        }
        int to = from + 1;
        while (NumberWords.isNumber(words.at(to))
                || words.at(to).equals("and") && NumberWords.isNumber(words.at(to + 1)) && hundreds(words, to)
                || words.at(to).equals("oh") && NumberWords.UNITS.containsKey(words.at(to + 1))) {
            to++;
        }
        return to;
    }

    private static boolean hundreds(Words words, int and) {
        return Set.of("hundred", "thousand").contains(words.at(and - 1));
    }

    private static @Nullable Amount amount(Words words, int from, int to) {
        BigDecimal number = number(words, from, to);
        if (number == null) {
            return null;
        }
        boolean sign = words.at(from).matches("[$€£].*|.*[$€£]");
        String unit = words.at(to);
        if (CENTS.contains(unit)) {
            return new Amount(number.movePointLeft(2).setScale(2, RoundingMode.HALF_UP), to + 1, true);
        }
        if (!UNITS.contains(unit)) {
            return new Amount(number, to, sign);
        }
        int next = words.at(to + 1).equals("and") ? to + 2 : to + 1;
        int end = numberEnd(words, next);
        BigDecimal cents = end > next ? number(words, next, end) : null;
        boolean named = CENTS.contains(words.at(end));
        if (cents == null
                || cents.compareTo(BigDecimal.valueOf(100)) >= 0
                || cents.stripTrailingZeros().scale() > 0) {
            return new Amount(number, to + 1, true);
        }
        return next == to + 1 || named
                ? new Amount(
                        number.add(cents.movePointLeft(2)).setScale(2, RoundingMode.HALF_UP),
                        named ? end + 1 : end,
                        true)
                : new Amount(number, to + 1, true);
    }

    private static @Nullable BigDecimal number(Words words, int from, int to) {
        Matcher numeral = NUMERAL.matcher(words.at(from));
        if (numeral.matches()) {
            String cents = numeral.group(3) == null ? "0" : numeral.group(3);
            String digits = numeral.group(2).replace(",", "");
            return digits.length() > 9
                    ? null
                    : new BigDecimal(digits + "." + cents).setScale(2, RoundingMode.UNNECESSARY);
        }
        List<String> plain = new ArrayList<>();
        for (int index = from; index < to; index++) {
            plain.add(words.at(index));
        }
        OptionalLong whole = NumberWords.cardinal(plain);
        return whole.isPresent() ? BigDecimal.valueOf(whole.getAsLong()).setScale(2) : pair(plain);
    }

    /** "fourteen fifty", "nine ninety nine", "fourteen oh five", "one twenty nine fifty". */
    private static @Nullable BigDecimal pair(List<String> plain) {
        for (int split = 1; split < plain.size(); split++) {
            boolean oh = plain.get(split).equals("oh");
            OptionalLong cents = NumberWords.cardinal(plain.subList(oh ? split + 1 : split, plain.size()));
            OptionalLong units = units(plain.subList(0, split));
            boolean two = cents.isPresent() && cents.getAsLong() < 100 && (oh == cents.getAsLong() < 10);
            if (units.isPresent() && two) {
                return BigDecimal.valueOf(units.getAsLong() * 100 + cents.getAsLong(), 2);
            }
        }
        return null;
    }

    private static OptionalLong units(List<String> plain) {
        OptionalLong whole = NumberWords.cardinal(plain);
        if (whole.isPresent() || plain.size() < 2) {
            return whole;
        }
        // "one twenty nine": hundreds without the word
        OptionalLong hundreds = NumberWords.cardinal(plain.subList(0, 1));
        OptionalLong rest = NumberWords.cardinal(plain.subList(1, plain.size()));
        boolean fits = hundreds.isPresent()
                && hundreds.getAsLong() < 10
                && rest.isPresent()
                && rest.getAsLong() >= 10
                && rest.getAsLong() < 100;
        return fits ? OptionalLong.of(hundreds.getAsLong() * 100 + rest.getAsLong()) : OptionalLong.empty();
    }
}
