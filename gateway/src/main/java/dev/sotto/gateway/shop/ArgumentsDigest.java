package dev.sotto.gateway.shop;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The claim {@code args} recomputed from what has arrived, by the rules that Sotto's documentation gives. The shop's tools
 * take texts, numbers, and yes or no; anything else matches no approval.
 */
final class ArgumentsDigest {
    private ArgumentsDigest() {}

    /** Empty when a value is of a kind that no tool of ours takes. */
    static Optional<String> of(Map<String, Object> arguments) {
        Map<String, String> sorted = new TreeMap<>();
        for (var argument : arguments.entrySet()) {
            String value = canonical(argument.getValue());
            if (value == null) {
                return Optional.empty();
            }
            sorted.put(argument.getKey(), value);
        }
        return Optional.of(hash(sorted.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"))));
    }

    private static @Nullable String canonical(@Nullable Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Number) {
            BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
            return number.signum() == 0 ? "0e0" : number.unscaledValue() + "e" + -(long) number.scale();
        }
        return null;
    }

    /** As JavaScript's {@code JSON.stringify} does. */
    private static String quoted(String text) {
        return text.codePoints().mapToObj(ArgumentsDigest::letter).collect(Collectors.joining("", "\"", "\""));
    }

    private static String letter(int point) {
        int named = "\"\\\b\t\n\f\r".indexOf(point);
        if (named >= 0) {
            return "\\" + "\"\\btnfr".charAt(named);
        }
        boolean half = Character.getType(point) == Character.SURROGATE;
        return point < ' ' || half ? "\\u" + HexFormat.of().toHexDigits((char) point) : Character.toString(point);
    }

    private static String hash(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
