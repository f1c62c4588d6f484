package dev.sotto.config;

import dev.sotto.config.yaml.Spelling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One map in the settings, read key by key; what is wrong becomes a problem with the key's path. */
final class MapItem {
    private final String path;
    private final Map<?, ?> map;
    private final List<String> problems;

    MapItem(String path, Map<?, ?> map, List<String> problems) {
        this.path = path;
        this.map = map;
        this.problems = problems;
    }

    /** Every other key is a mistake. */
    MapItem only(List<String> known) {
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                problems.add(path + "." + name + " is no setting; " + Spelling.hint(name, known));
            }
        }
        return this;
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    Object value(String key) {
        Object value = map.get(key);
        return value == null ? "" : value;
    }

    String text(String key, String otherwise) {
        Object value = value(key);
        if (value instanceof Map || value instanceof List) {
            problem(key, "must be a text");
            return otherwise;
        }
        String text = String.valueOf(value).strip();
        return text.isEmpty() ? otherwise : text;
    }

    String text(String key, String otherwise, Predicate<String> fits, String wanted) {
        String text = text(key, otherwise);
        if (!text.isEmpty() && !fits.test(text)) {
            problem(key, "must be " + wanted + ", is '" + text + "'");
            return otherwise;
        }
        return text;
    }

    Secret secret(String key) {
        return new Secret(text(key, ""));
    }

    List<String> texts(String key, Predicate<String> fits, String wanted) {
        Object value = value(key);
        if (value instanceof List<?> list) {
            List<String> texts =
                    list.stream().map(item -> String.valueOf(item).strip()).toList();
            texts.stream()
                    .filter(fits.negate())
                    .forEach(text -> problem(key, "must be " + wanted + ", is '" + text + "'"));
            return texts.stream().filter(fits).toList();
        }
        if (!"".equals(value)) {
            problem(key, "must be a list: [" + value + "]");
        }
        return List.of();
    }

    /** Names and texts, in their order. */
    Map<String, String> pairs(String key, Predicate<String> fits, String wanted) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Object value = value(key);
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, text) -> {
                String left = String.valueOf(name).strip();
                if (fits.test(left) && text != null && !(text instanceof Map) && !(text instanceof List)) {
                    pairs.put(left, String.valueOf(text).strip());
                } else {
                    problem(key + "." + left, "must be " + wanted);
                }
            });
        } else if (!"".equals(value)) {
            problem(key, "must be a map");
        }
        return pairs;
    }

    int number(String key, int otherwise, int from, int to) {
        String text = text(key, Integer.toString(otherwise));
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < from || number > to) {
            problem(key, "must be a whole number from " + from + " to " + to + ", is '" + text + "'");
            return otherwise;
        }
        return number;
    }

    boolean flag(String key) {
        String text = text(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            problem(key, "must be true or false, is '" + text + "'");
        }
        return text.equals("true");
    }

    Duration duration(String key, String otherwise, Duration least, Duration most) {
        String text = text(key, otherwise);
        try {
            Duration time = SettingsReader.parseDuration(text);
            if (time.isZero() && least.isZero() || time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
                return time;
            }
            problem(key, "must be from " + least.toSeconds() + "s to " + most.toSeconds() + "s, is '" + text + "'");
        } catch (IllegalArgumentException e) {
            problem(key, e.getMessage() + ", is '" + text + "'");
        }
        return SettingsReader.parseDuration(otherwise);
    }

    void problem(String key, String what) {
        problems.add(path + "." + key + " " + what);
    }
}
