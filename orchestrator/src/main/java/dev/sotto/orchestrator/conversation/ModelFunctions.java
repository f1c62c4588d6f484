package dev.sotto.orchestrator.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that a model may call besides the playbook's tools. */
public final class ModelFunctions {
    public static final String START_TASK = "start_task";
    public static final String GIVE_SLOTS = "give_slots";
    public static final String CANCEL_TASK = "cancel_task";
    public static final String ASK_A_PERSON = "ask_a_person";
    public static final String END_CONVERSATION = "end_conversation";

    private ModelFunctions() {}

    /** The {@code slots} argument: names and typed values. */
    static Map<String, Object> slots(Map<String, Object> arguments) {
        Map<String, Object> slots = new HashMap<>();
        if (arguments.get("slots") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                if (name instanceof String known && value != null) {
                    slots.put(known, value);
                }
            });
        }
        return Map.copyOf(slots);
    }

    static String text(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof String text ? text.strip() : "";
    }

    static List<String> texts(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList()
                : List.of();
    }
}
