package dev.sotto.config.yaml;

/** A node of a YAML file that knows where it stands. Immutable. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    Place at();

    /** What a person would call it: {@code text}, {@code a number}, {@code a list}. */
    String kind();
}
