package dev.sotto.gateway.sip.trunk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to a called number: first that number itself, then the longest beginning ({@code +49301234*}). A plus sign
 * counts on neither side, and neither do the signs that people put between digits. Immutable.
 */
final class NumberMap<T> {
    private record Beginning<T>(String digits, T value) {}

    private final Map<String, T> exact = new HashMap<>();
    private final List<Beginning<T>> beginnings;

    NumberMap(Map<String, T> values) {
        values.forEach((number, value) -> {
            if (!number.endsWith("*")) {
                exact.put(plain(number), value);
            }
        });
        beginnings = values.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*"))
                .map(entry -> new Beginning<>(
                        plain(entry.getKey().substring(0, entry.getKey().length() - 1)), entry.getValue()))
                .sorted(Comparator.comparingInt(
                                (Beginning<T> beginning) -> beginning.digits().length())
                        .reversed())
                .toList();
    }

    Optional<T> of(String number) {
        String wanted = plain(number);
        T value = exact.get(wanted);
        if (value != null) {
            return Optional.of(value);
        }
        return beginnings.stream()
                .filter(beginning -> wanted.startsWith(beginning.digits()))
                .findFirst()
                .map(Beginning::value);
    }

    /** A number without plus, separators and parameters; anything else as it is. */
    static String plain(String number) {
        int semicolon = number.indexOf(';');
        String text = (semicolon < 0 ? number : number.substring(0, semicolon)).trim();
        String digits = text.replaceAll("[-. ()]", "");
        boolean isNumber = digits.matches("\\+?[0-9*#]*");
        if (!isNumber) {
            return text;
        }
        return digits.startsWith("+") ? digits.substring(1) : digits;
    }
}
