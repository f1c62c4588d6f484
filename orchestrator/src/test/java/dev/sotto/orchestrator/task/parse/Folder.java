package dev.sotto.orchestrator.task.parse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder of task files in memory: a good one, of which a test changes what it is about. */
final class Folder {
    static final String TOOLS = """
            base: "http://shop.example"
            tools:
              orders.lookup:
                request: GET /orders/{number}
                arguments: {number: text}
                result: {total: number, items: text, delivered_on: date}
              orders.refund:
                request: POST /orders/{number}/refunds
                arguments: {number: text, amount: number}
                gated: true
            """;

    private final Map<String, String> files = new LinkedHashMap<>();

    Folder() {
        files.put("assistant.yaml", "company: Shop\ngreeting: \"Hello.\"\n");
        files.put("tools.yaml", TOOLS);
    }

    static String designExample() {
        try (InputStream in = Folder.class.getResourceAsStream("/playbook/design-example.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    Folder with(String file, String text) {
        files.put(file, text);
        return this;
    }

    /** A task {@code t} with two slots whose steps begin in line 6. */
    Folder steps(String steps) {
        return with("tasks/t.yaml", """
                task: t
                when: ["one", "two", "three"]
                slots:
                  number: {type: digits, length: 6, ask: "Which?"}
                steps:
                """ + steps.indent(2));
    }

    PlaybookLoader.Checked check() {
        return PlaybookLoader.check(files, Map.of("shop", "http://shop.example"));
    }

    List<String> problems() {
        return check().problems().stream().map(Object::toString).toList();
    }
}
