package dev.sotto.orchestrator.model;

import dev.sotto.orchestrator.conversation.ModelFunctions;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Tool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions as they are offered to the model. Names on the wire take letters, digits, {@code _} and {@code -} only. */
final class FunctionList {
    private final JsonArray offered = new JsonArray();
    private final Map<String, String> byWireName = new HashMap<>();
    private final Map<String, String> toWire = new HashMap<>();

    FunctionList(Playbook playbook) {
        List<String> tasks = List.copyOf(playbook.tasks().keySet());
        if (!tasks.isEmpty()) {
            own(
                    ModelFunctions.START_TASK,
                    "Begins a task. It then talks to the customer itself.",
                    List.of("task"),
                    Map.of(
                            "task", new JsonObject().put("type", "string").put("enum", new JsonArray(tasks)),
                            "slots", slots()));
            own(
                    ModelFunctions.GIVE_SLOTS,
                    "Passes on what the customer has said to the task that is open.",
                    List.of("slots"),
                    Map.of("slots", slots()));
        }
        own(ModelFunctions.CANCEL_TASK, "Stops the task and withdraws what was asked of people.", List.of(), Map.of());
        own(
                ModelFunctions.ASK_A_PERSON,
                "Asks a person in the background. The answer comes later; talk on meanwhile.",
                List.of("kind", "question"),
                Map.of(
                        "kind",
                        new JsonObject()
                                .put("type", "string")
                                .put("enum", new JsonArray(List.of("clarification", "instruction"))),
                        "question",
                        text("one line"),
                        "evidence",
                        texts("facts that matter, one a line"),
                        "options",
                        texts("likely answers")));
        own(ModelFunctions.END_CONVERSATION, "Ends it, after the customer has said goodbye.", List.of(), Map.of());
        playbook.tools().values().forEach(this::tool);
    }

    private void own(String name, String description, List<String> required, Map<String, JsonObject> properties) {
        offer(name, name, description, required, properties);
    }

    private void tool(Tool tool) {
        Map<String, JsonObject> properties = new HashMap<>();
        tool.arguments().forEach((name, type) -> properties.put(name, new JsonObject().put("type", jsonType(type))));
        String description = "Calls " + tool.name()
                + (tool.gated()
                        ? ". Needs a person's approval: this only asks for it, bound to these arguments."
                        : ".");
        offer(
                wire(tool.name()),
                tool.name(),
                description,
                List.copyOf(tool.arguments().keySet()),
                properties);
    }

    private String wire(String name) {
        String plain = name.replaceAll("[^a-zA-Z0-9_-]", "_");
        String cut = plain.substring(0, Math.min(plain.length(), 60));
        return byWireName.containsKey(cut) ? cut + "_" + byWireName.size() : cut;
    }

    private void offer(
            String wireName,
            String name,
            String description,
            List<String> required,
            Map<String, JsonObject> properties) {
        byWireName.put(wireName, name);
        toWire.put(name, wireName);
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put("properties", new JsonObject(new HashMap<>(properties)))
                .put("required", new JsonArray(new ArrayList<>(required)))
                .put("additionalProperties", false);
        offered.add(new JsonObject()
                .put("type", "function")
                .put(
                        "function",
                        new JsonObject()
                                .put("name", wireName)
                                .put("description", description)
                                .put("parameters", schema)));
    }

    private static JsonObject slots() {
        return new JsonObject()
                .put("type", "object")
                .put("description", "slot name to value, exactly as the customer said it")
                .put("additionalProperties", new JsonObject().put("type", "string"));
    }

    private static JsonObject text(String description) {
        return new JsonObject().put("type", "string").put("description", description);
    }

    private static JsonObject texts(String description) {
        return new JsonObject()
                .put("type", "array")
                .put("description", description)
                .put("items", new JsonObject().put("type", "string"));
    }

    private static String jsonType(String type) {
        return type.equals("text") ? "string" : type;
    }

    JsonArray offered() {
        return offered;
    }

    /** The function of that name on the wire; the name itself when there is none. */
    String name(String wireName) {
        return byWireName.getOrDefault(wireName, wireName);
    }

    boolean has(String wireName) {
        return byWireName.containsKey(wireName);
    }

    String wireName(String name) {
        return toWire.getOrDefault(name, name.replaceAll("[^a-zA-Z0-9_-]", "_"));
    }
}
