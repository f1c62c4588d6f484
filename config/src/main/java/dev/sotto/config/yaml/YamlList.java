package dev.sotto.config.yaml;

import java.util.List;

/** A list of nodes. */
public record YamlList(Place at, List<YamlNode> items) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }
}
