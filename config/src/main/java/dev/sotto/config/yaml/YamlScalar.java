package dev.sotto.config.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text, a number, a truth value or nothing.
 *
 * @param plain true when it stands without quotes, and so may be a number, a truth value or nothing (YAML's core schema)
 */
public record YamlScalar(Place at, String text, boolean plain) implements YamlNode {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    public boolean isNull() {
        return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    /** The number, when it is one. Numbers with leading zeros are text: they are order numbers and postcodes. */
    public Optional<BigDecimal> number() {
        return plain && NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** The truth value, when it is one: {@code true} or {@code false} only. */
    public Optional<Boolean> truth() {
        if (!plain) {
            return Optional.empty();
        }
        return switch (text) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public String kind() {
        if (isNull()) {
            return "nothing";
        }
        if (truth().isPresent()) {
            return "true or false";
        }
        return number().isPresent() ? "a number" : "text";
    }
}
