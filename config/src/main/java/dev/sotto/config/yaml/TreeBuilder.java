package dev.sotto.config.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Makes a tree of the parser's events, with a stack of its own: the library's composer recurses, follows aliases and stops
 * at the first mistake.
 */
final class TreeBuilder {
    static final int MAX_DEPTH = 32;
    static final int MAX_NODES = 50_000;

    private final String file;
    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int nodes;
    private boolean unusable;

    TreeBuilder(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Takes the next event; false when it makes no sense to go on. */
    boolean accept(Event event) {
        Place at = event.getStartMark()
                .map(mark -> YamlDocument.placeOf(file, mark))
                .orElse(new Place(file, 1, 1));
        if (event instanceof NodeEvent node && !takes(node, at)) {
            return false;
        }
        switch (event.getEventId()) {
            case DocumentStart -> {
                return !secondDocument(at);
            }
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                add(new YamlScalar(at, scalar.getValue(), scalar.isPlain()));
            }
            case MappingStart -> open.push(new Open(at, true));
            case SequenceStart -> open.push(new Open(at, false));
            case MappingEnd, SequenceEnd -> add(open.pop().close());
            default -> {
                // Stream and document borders and comments carry nothing.
            }
        }
        return true;
    }

    Optional<YamlNode> root() {
        if (root == null && !unusable) {
            problems.error(new Place(file, 1, 1), "the file is empty", "");
        }
        return unusable ? Optional.empty() : Optional.ofNullable(root);
    }

    private boolean takes(NodeEvent event, Place at) {
        if (event instanceof AliasEvent) {
            return giveUp(at, "aliases (*name) are not allowed", "write the value out again");
        }
        if (event.getAnchor().isPresent()) {
            return giveUp(at, "anchors (&name) are not allowed", "write the value out where it is needed");
        }
        if (tagged(event)) {
            return giveUp(at, "tags (!name) are not allowed", "write plain text, numbers, lists and maps");
        }
        if (++nodes > MAX_NODES) {
            return giveUp(at, "the file has more than " + MAX_NODES + " values", "split it");
        }
        if (event instanceof CollectionStartEvent && open.size() >= MAX_DEPTH) {
            return giveUp(at, "this is nested more than " + MAX_DEPTH + " deep", "");
        }
        return true;
    }

    private static boolean tagged(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag().isPresent();
        }
        return event instanceof CollectionStartEvent start && start.getTag().isPresent();
    }

    private boolean secondDocument(Place at) {
        return root != null && !giveUp(at, "a second document begins here", "one file, one document: remove the ---");
    }

    private boolean giveUp(Place at, String message, String hint) {
        problems.error(at, message, hint);
        unusable = true;
        return false;
    }

    private void add(YamlNode node) {
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.add(node);
        }
    }

    /** A map or list that has begun and not ended. */
    private final class Open {
        private final Place at;
        private final boolean map;
        private final List<YamlNode> items = new ArrayList<>();
        private final Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        private @Nullable YamlNode key;
        private boolean strange;

        Open(Place at, boolean map) {
            this.at = at;
            this.map = map;
        }

        void add(YamlNode node) {
            if (!map) {
                items.add(node);
            } else if (key == null) {
                key = node;
            } else {
                put(key, node);
                key = null;
            }
        }

        private void put(YamlNode name, YamlNode value) {
            if (!(name instanceof YamlScalar scalar)) {
                problems.error(name.at(), "a key must be text, but this is " + name.kind(), "put quotes around {{ }}");
                strange = true;
                return;
            }
            YamlMap.Entry first = entries.putIfAbsent(scalar.text(), new YamlMap.Entry(scalar, value));
            if (first != null) {
                problems.error(
                        name.at(),
                        "'" + scalar.text() + "' stands here twice",
                        "the first is in line " + first.key().at().line());
            }
        }

        YamlNode close() {
            if (strange && entries.isEmpty()) {
                // {{name}} without quotes: the person meant a text, and has been told.
                return new YamlScalar(at, "?", false);
            }
            return map ? new YamlMap(at, entries) : new YamlList(at, items);
        }
    }
}
