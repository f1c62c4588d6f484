package dev.sotto.loadtest.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmTasksTest {
    private static final URI SHOP = URI.create("http://127.0.0.1:8181");
    private static final String PEOPLE = "sip:people@127.0.0.1:6060";

    @TempDir
    Path folder;

    @Test
    void everyPointOfTheShopIsATransferPointUnderTheSameCondition() throws IOException {
        ArmTasks.consult(folder.resolve("consult"), SHOP);
        ArmTasks.escalate(folder.resolve("escalate"), SHOP, PEOPLE);

        // behind a point where everybody is transferred there are no more: that of the refund for what is damaged
        var reached = points("consult", "- consult: (\\S+)(?:\\s+if: (.*))?");
        reached.get("damaged_item.yaml").removeIf(point -> point.startsWith("approve_damage_refund"));
        var transfers = points(
                "escalate",
                "- transfer: \"" + Pattern.quote(PEOPLE)
                        + "\"(?:\\s+if: (?<if>.*))?\\s+say: .*\\s+with:\\s+X-Intent: .*\\s+"
                        + "X-Point: \"(?<point>\\S+)\"");
        assertThat(transfers).isEqualTo(reached);
        assertThat(transfers.get("refund.yaml")).containsExactly("approve_refund if order.total > 50");
        assertThat(transfers.values().stream().flatMap(List::stream)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void whatIsNotAPointIsTheSameInBothArms() throws IOException {
        ArmTasks.consult(folder.resolve("consult"), SHOP);
        ArmTasks.escalate(folder.resolve("escalate"), SHOP, PEOPLE);

        for (String same : List.of("tools.yaml", "assistant.yaml", "tasks/order_status.yaml", "knowledge/returns.md")) {
            assertThat(folder.resolve("escalate").resolve(same))
                    .hasSameTextualContentAs(folder.resolve("consult").resolve(same));
        }
        assertThat(Files.readString(folder.resolve("escalate/tools.yaml"))).contains("base: \"" + SHOP + "\"");
        assertThat(Files.readString(folder.resolve("escalate/tasks/refund.yaml")))
                .as("the small refund's rule stays")
                .contains("- call: orders.refund");
    }

    @Test
    void whatFollowsATransferOfEverybodyIsCutOffInItsOwnListOnly() {
        List<String> lines = List.of(
                "steps:",
                "  - if: big",
                "    then:",
                "      - consult: boss",
                "        kind: instruction",
                "      - say: \"never heard\"",
                "  - say: \"heard by the others\"");

        List<String> transferring = ArmTasks.transferring(lines, "any", PEOPLE);

        assertThat(transferring)
                .contains("      - transfer: \"" + PEOPLE + "\"", "  - say: \"heard by the others\"")
                .noneMatch(line -> line.contains("never heard") || line.contains("consult:"));
    }

    /** The points of each task: name, and condition where it has one. */
    private TreeMap<String, List<String>> points(String arm, String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        TreeMap<String, List<String>> points = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(folder.resolve(arm).resolve("tasks"))) {
            for (Path task : tasks.toList()) {
                points.put(
                        task.getFileName().toString(),
                        pattern.matcher(Files.readString(task))
                                .results()
                                .map(found -> arm.equals("consult")
                                        ? point(found.group(1), found.group(2))
                                        : point(found.group(2), found.group(1)))
                                .collect(Collectors.toList()));
            }
        }
        return points;
    }

    private static String point(String name, String condition) {
        return condition == null ? name : name + " if " + condition;
    }
}
