package dev.sotto.orchestrator.tool;

import dev.sotto.orchestrator.journal.JsonText;
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

/** A digest of arguments that is equal for equal arguments: names in any order, numbers by value (129.0 is 129.00). */
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

    private static String canonical(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Number number) {
            // not toPlainString: 1e999999999 is a short number with a long text
            return new BigDecimal(number.toString()).stripTrailingZeros().toString();
        }
        if (value instanceof CharSequence text) {
            return JsonText.write(text.toString());
        }
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            map.forEach((key, inner) -> sorted.put(JsonText.write(String.valueOf(key)), canonical(inner)));
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(ArgumentsFingerprint::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        throw new IllegalArgumentException(
                "not a JSON value: " + value.getClass().getName());
    }
}
