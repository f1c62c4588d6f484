package dev.sotto.orchestrator.tool;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A digest of arguments that is equal for equal arguments: the lower-case hexadecimal SHA-256 of the UTF-8 bytes of their
 * canonical form. It is what a token carries as {@code args}, and simple enough to be computed in any language:
 *
 * <ul>
 *   <li>{@code null}, {@code true}, {@code false} as in JSON;
 *   <li>a number by its value: the digits without leading and trailing zeros, {@code e}, the power of ten, so that 129,
 *       129.0 and 129.00 are {@code 129e0}, 100 is {@code 1e2}, −0.5 is {@code -5e-1}, and zero is {@code 0e0};
 *   <li>a text as JavaScript's {@code JSON.stringify} and RFC 8785 write it: in quotes, {@code \" \\ \b \t \n \f \r}, other
 *       characters below U+0020 and halves of surrogate pairs as {@code \}{@code u} and four lower-case hexadecimal
 *       digits, everything else as it is;
 *   <li>an array as {@code [a,b]}; an object as {@code {"name":value,"name":value}}, names in the order of their UTF-16 code
 *       units. No white space.
 * </ul>
 *
 * Worked example: {@code {"number": "482913", "amount": 129.00}} is <code>{"amount":129e0,"number":"482913"}</code> and its
 * fingerprint
 * {@code a14bcad8c717b9a08ecf97ed99826cba8d8b9e3b00a3d810b69b9844accc163b}.
 */
final class ArgumentsFingerprint {
    private ArgumentsFingerprint() {}

    /** @throws IllegalArgumentException for a value that isn't JSON */
    static String of(Map<String, Object> arguments) {
        byte[] canonical = canonical(arguments).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String canonical(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Number number) {
            return number(new BigDecimal(number.toString()));
        }
        if (value instanceof CharSequence text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            map.forEach((key, inner) -> sorted.put(String.valueOf(key), canonical(inner)));
            return sorted.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ":" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(ArgumentsFingerprint::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        throw new IllegalArgumentException(
                "not a JSON value: " + value.getClass().getName());
    }

    /** Not the plain notation: 1e999999999 is a short number with a long text. */
    private static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0e0";
        }
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.unscaledValue() + "e" + -(long) shortest.scale();
    }

    private static String text(CharSequence text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> {
            String escape = escape(point);
            if (escape.isEmpty()) {
                json.appendCodePoint(point);
            } else {
                json.append(escape);
            }
        });
        return json.append('"').toString();
    }

    private static String escape(int point) {
        return switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> {
                boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                yield point < ' ' || half ? "\\u" + HexFormat.of().toHexDigits((char) point) : "";
            }
        };
    }
}
