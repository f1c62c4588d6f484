package dev.sotto.config.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Typed access to a map. Whatever has the wrong type is reported and counts as absent, so reading goes on; {@link #done}
 * reports the keys that nobody asked for. One thread.
 */
public final class MapReader {
    private final YamlMap map;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    public MapReader(YamlMap map, Problems problems) {
        this.map = map;
        this.problems = problems;
    }

    public YamlMap map() {
        return map;
    }

    public Place at() {
        return map.at();
    }

    /** Where a key stands; the map's own place when it is absent. */
    public Place placeOf(String key) {
        return map.placeOf(key);
    }

    /** The value of any kind; nothing ({@code key:} with no value) is reported. */
    public Optional<YamlNode> node(String key) {
        asked.add(key);
        Optional<YamlNode> value = map.value(key);
        if (value.isPresent() && value.get() instanceof YamlScalar scalar && scalar.isNull()) {
            problems.error(scalar.at(), "'" + key + "' has no value", "give it one or remove the key");
            return Optional.empty();
        }
        return value;
    }

    /** Text, or a number or truth value as it is written. */
    public Optional<YamlScalar> scalar(String key) {
        return typed(key, YamlScalar.class, "text");
    }

    public Optional<String> text(String key) {
        return scalar(key).map(YamlScalar::text).filter(text -> notBlank(key, text));
    }

    public Optional<YamlScalar> requiredScalar(String key, String hint) {
        return required(key, hint, () -> scalar(key));
    }

    public Optional<String> requiredText(String key, String hint) {
        return required(key, hint, () -> text(key));
    }

    public Optional<YamlMap> map(String key) {
        return typed(key, YamlMap.class, "a map");
    }

    public Optional<YamlList> list(String key) {
        return typed(key, YamlList.class, "a list");
    }

    public Optional<YamlList> requiredList(String key, String hint) {
        return required(key, hint, () -> list(key));
    }

    /** A list of texts; one text alone counts as a list of one. Empty when absent. */
    public List<YamlScalar> texts(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlScalar one) {
            return List.of(one);
        }
        if (!(node.get() instanceof YamlList list)) {
            mismatch(key, node.get(), "a list of texts");
            return List.of();
        }
        List<YamlScalar> texts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar && !scalar.isNull()) {
                texts.add(scalar);
            } else {
                mismatch("an entry of " + key, item, "text");
            }
        }
        return List.copyOf(texts);
    }

    public boolean truth(String key, boolean otherwise) {
        return scalar(key)
                .flatMap(scalar -> checked(key, scalar, scalar.truth(), "true or false"))
                .orElse(otherwise);
    }

    public int integer(String key, int otherwise, int least, int most) {
        Optional<BigDecimal> number =
                scalar(key).flatMap(scalar -> checked(key, scalar, scalar.number(), "a whole number"));
        if (number.isEmpty()) {
            return otherwise;
        }
        BigDecimal value = number.get();
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        if (!whole || value.compareTo(BigDecimal.valueOf(least)) < 0 || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            problems.error(
                    placeOfValue(key), "'" + key + "' is " + value.toPlainString(), range(least + "", most + ""));
            return otherwise;
        }
        return value.intValue();
    }

    public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        Optional<Duration> given = scalar(key)
                .flatMap(scalar -> checked(key, scalar, Durations.parse(scalar.text()), "a duration like 15s or 2m"));
        if (given.isPresent()
                && (given.get().compareTo(least) < 0 || given.get().compareTo(most) > 0)) {
            problems.error(
                    placeOfValue(key),
                    "'" + key + "' is " + Durations.format(given.get()),
                    range(Durations.format(least), Durations.format(most)));
            return otherwise;
        }
        return given.orElse(otherwise);
    }

    /** One of an enumeration's constants, written in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        Optional<YamlScalar> scalar = scalar(key);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(scalar.get().text())) {
                return Optional.of(constant);
            }
            names.add(name);
        }
        String text = scalar.get().text();
        problems.error(scalar.get().at(), "'" + text + "' is no " + key, Spelling.hint(text, names));
        return Optional.empty();
    }

    /** Reports the keys that were never asked for. Call it last. */
    public void done() {
        map.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problems.error(entry.key().at(), "unknown key '" + key + "'", Spelling.hint(key, asked));
            }
        });
    }

    /** Where the value of a key stands, or the map's own place. */
    public Place placeOfValue(String key) {
        return map.value(key).map(YamlNode::at).orElse(map.at());
    }

    private <T> Optional<T> required(String key, String hint, Supplier<Optional<T>> read) {
        if (!map.has(key)) {
            asked.add(key);
            problems.error(map.at(), "'" + key + "' is missing", hint);
            return Optional.empty();
        }
        return read.get();
    }

    private <T extends YamlNode> Optional<T> typed(String key, Class<T> type, String wanted) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && !type.isInstance(node.get())) {
            mismatch(key, node.get(), wanted);
            return Optional.empty();
        }
        return node.map(type::cast);
    }

    private <T> Optional<T> checked(String key, YamlScalar scalar, Optional<T> value, String wanted) {
        if (value.isEmpty()) {
            problems.error(scalar.at(), "'" + key + "' is '" + scalar.text() + "'", "it must be " + wanted);
        }
        return value;
    }

    private boolean notBlank(String key, String text) {
        if (text.isBlank()) {
            problems.error(placeOfValue(key), "'" + key + "' is empty", "give it a value or remove the key");
            return false;
        }
        return true;
    }

    private void mismatch(String key, YamlNode node, String wanted) {
        String hint = node instanceof YamlMap
                ? "it must be " + wanted + "; quote texts that begin with {"
                : "it must be " + wanted;
        problems.error(node.at(), "'" + key + "' is " + node.kind(), hint);
    }

    private static String range(String least, String most) {
        return "it must be between " + least + " and " + most;
    }
}
