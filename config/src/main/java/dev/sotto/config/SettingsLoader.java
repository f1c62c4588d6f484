package dev.sotto.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the reference, a file over it and the environment over both. */
public final class SettingsLoader {
    private static final String PREFIX = "SOTTO_";
    /** Names with our prefix that are no settings of the gateway's own. */
    private static final List<String> OTHERS = List.of("SOTTO_CONFIG");

    private final Map<String, String> environment;

    public SettingsLoader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reads what {@code SOTTO_CONFIG} names, if anything. Blocks; main thread only. */
    public Settings load() throws SettingsException {
        Map<String, Object> reference = reference();
        Map<String, Object> values = new LinkedHashMap<>(reference);
        List<String> problems = new ArrayList<>();
        String file = environment.getOrDefault("SOTTO_CONFIG", "");
        if (!file.isEmpty()) {
            overlay(values, reference, Path.of(file), problems);
        }
        environment.forEach((name, value) -> fromEnvironment(values, reference, name, value, problems));
        Settings settings = new SettingsReader(values, problems).read();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /** Every key with its default, by dotted path. */
    static Map<String, Object> reference() {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("reference.yaml")) {
            if (in == null) {
                throw new IllegalStateException("reference.yaml is missing from the build");
            }
            Map<String, Object> flat = new LinkedHashMap<>();
            flatten("", parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "reference.yaml"), flat);
            return flat;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment name of a key. */
    static String environmentName(String key) {
        return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static void overlay(
            Map<String, Object> values, Map<String, Object> reference, Path file, List<String> problems) {
        Map<String, Object> set = new LinkedHashMap<>();
        try {
            flatten("", parse(Files.readString(file), file.toString()), set);
        } catch (IOException e) {
            problems.add(file + ": can't be read (" + e.getMessage() + ")");
        } catch (YamlEngineException | IllegalArgumentException e) {
            problems.add(file + ": " + e.getMessage());
        }
        set.forEach((key, value) -> {
            if (reference.containsKey(key)) {
                values.put(key, value);
            } else {
                problems.add(file + ": " + key + " is no setting" + meant(key, reference));
            }
        });
    }

    private static void fromEnvironment(
            Map<String, Object> values,
            Map<String, Object> reference,
            String name,
            String value,
            List<String> problems) {
        if (!name.startsWith(PREFIX) || OTHERS.contains(name)) {
            return;
        }
        for (String key : reference.keySet()) {
            if (environmentName(key).equals(name)) {
                values.put(key, reference.get(key) instanceof List ? parseList(value, name, problems) : value);
                return;
            }
        }
        problems.add(name + " in the environment is no setting");
    }

    private static Object parseList(String value, String name, List<String> problems) {
        try {
            Object parsed = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(value);
            return parsed instanceof List ? parsed : List.of();
        } catch (YamlEngineException e) {
            problems.add(name + ": " + e.getMessage());
            return List.of();
        }
    }

    private static Object parse(String text, String label) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(label)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build();
        return new Load(settings).loadFromString(text);
    }

    private static void flatten(String path, Object node, Map<String, Object> flat) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(path.isEmpty() ? "" + key : path + "." + key, value, flat));
        } else if (!path.isEmpty()) {
            flat.put(path, node == null ? "" : node);
        } else if (node != null) {
            throw new IllegalArgumentException("settings are keys and values");
        }
    }

    private static String meant(String key, Map<String, Object> reference) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return reference.keySet().stream()
                .filter(known -> known.endsWith("." + last) || known.startsWith(key) || key.startsWith(known))
                .findFirst()
                .map(known -> "; is " + known + " meant?")
                .orElse("");
    }
}
