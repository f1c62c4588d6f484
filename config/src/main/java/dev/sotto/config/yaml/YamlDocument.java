package dev.sotto.config.yaml;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads one YAML file; never throws for what the file holds. */
public final class YamlDocument {
    /** Characters in a file. */
    public static final int MAX_CHARACTERS = 256 * 1024;

    private YamlDocument() {}

    /**
     * The root node, or empty when there is none that can be used; then {@code problems} says why. Problems that leave a
     * usable tree (a double key) are reported too, and the tree is returned.
     *
     * @param file the name that messages carry
     */
    public static Optional<YamlNode> parse(String file, String text, Problems problems) {
        Place start = new Place(file, 1, 1);
        if (text.length() > MAX_CHARACTERS) {
            problems.error(start, "the file is longer than " + MAX_CHARACTERS + " characters", "split it");
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        TreeBuilder tree = new TreeBuilder(file, problems);
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            while (events.hasNext() && tree.accept(events.next())) {
                continue;
            }
        } catch (MarkedYamlEngineException broken) {
            Place at = broken.getProblemMark().map(mark -> placeOf(file, mark)).orElse(start);
            problems.error(
                    at, "this is not YAML: " + oneLine(broken.getProblem()), "check indentation, quotes and colons");
            return Optional.empty();
        } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            // The reader refuses control characters without a mark, and broken escapes surface as the other two.
            problems.error(start, "this is not YAML: " + oneLine(broken.getMessage()), "is it a text file in UTF-8?");
            return Optional.empty();
        }
        return tree.root();
    }

    static Place placeOf(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "unknown" : message.strip().replaceAll("\\s+", " ");
    }
}
