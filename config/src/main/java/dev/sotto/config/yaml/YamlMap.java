package dev.sotto.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keys and values in the order of the file. Keys are text and stand there once. */
public record YamlMap(Place at, Map<String, Entry> entries) implements YamlNode {
    /** A key with its value; the key has its own place. */
    public record Entry(YamlScalar key, YamlNode value) {}

    public YamlMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    public Optional<YamlNode> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** Where the key stands, or the map itself when it has no such key. */
    public Place placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? at : entry.key().at();
    }

    @Override
    public String kind() {
        return "a map";
    }
}
