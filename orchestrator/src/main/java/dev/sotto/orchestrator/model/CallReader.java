package dev.sotto.orchestrator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.orchestrator.assistant.slot.ReadingRules;
import dev.sotto.orchestrator.assistant.slot.SlotReader;
import dev.sotto.orchestrator.assistant.slot.SlotReading;
import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.ModelFunctions;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.SlotType;
import dev.sotto.orchestrator.task.Task;
import dev.sotto.orchestrator.task.Tool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a function call of the model against what is declared. Slot values go through the readers that the local assistant uses,
 * and numbers and addresses must be the customer's own words: a model can't put an order number in that nobody has said.
 */
final class CallReader {
    /** A call as it is journalled. */
    record Read(String function, Map<String, Object> arguments, String problem) {}

    private final Playbook playbook;
    private final FunctionList functions;
    private final boolean dayFirst;

    CallReader(Playbook playbook, FunctionList functions, boolean dayFirst) {
        this.playbook = playbook;
        this.functions = functions;
        this.dayFirst = dayFirst;
    }

    Read read(ChatAnswer.FunctionCall call, Conversation conversation, LocalDate today) {
        if (!functions.has(call.name())) {
            return new Read(call.name(), Map.of(), "there is no function of this name");
        }
        String function = functions.name(call.name());
        JsonNode tree = tree(call.arguments());
        if (tree == null || !tree.isObject()) {
            return new Read(function, Map.of(), "the arguments are not a JSON object");
        }
        Map<String, Object> arguments = withoutNulls(JsonText.readObject(tree.toString()));
        return switch (function) {
            case ModelFunctions.START_TASK, ModelFunctions.GIVE_SLOTS ->
                slots(function, arguments, conversation, new ReadingRules(today, dayFirst, true));
            case ModelFunctions.ASK_A_PERSON -> person(function, arguments);
            case ModelFunctions.CANCEL_TASK, ModelFunctions.END_CONVERSATION -> new Read(function, Map.of(), "");
            default -> tool(function, arguments);
        };
    }

    private static @Nullable JsonNode tree(String arguments) {
        try {
            return JsonText.mapper().readTree(arguments.isBlank() ? "{}" : arguments);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> values) {
        Map<String, Object> some = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                some.put(name, value);
            }
        });
        return some;
    }

    private static Read person(String function, Map<String, Object> arguments) {
        Map<String, Object> plain = new TreeMap<>();
        for (String name : new String[] {"kind", "question"}) {
            if (arguments.get(name) instanceof String text) {
                plain.put(name, text);
            }
        }
        for (String name : new String[] {"evidence", "options"}) {
            if (arguments.get(name) instanceof Iterable<?> list) {
                java.util.List<String> texts = new java.util.ArrayList<>();
                list.forEach(item -> texts.add(String.valueOf(item)));
                plain.put(name, java.util.List.copyOf(texts));
            }
        }
        boolean known = "clarification".equals(plain.get("kind")) || "instruction".equals(plain.get("kind"));
        String problem = !known
                ? "kind must be clarification or instruction; approvals are asked for by calling the function that needs one"
                : plain.containsKey("question") ? "" : "there is no question";
        return new Read(function, Map.copyOf(plain), problem);
    }

    private Read tool(String function, Map<String, Object> arguments) {
        Tool tool = playbook.tools().get(function);
        if (tool == null) {
            return new Read(function, Map.of(), "there is no function of this name");
        }
        Map<String, Object> typed = new TreeMap<>();
        for (var given : arguments.entrySet()) {
            String type = tool.arguments().get(given.getKey());
            Object value = type == null ? null : typed(type, given.getValue());
            if (value == null) {
                String problem = type == null ? " is no argument of it" : " must be a " + type;
                return new Read(function, Map.of(), given.getKey() + problem);
            }
            typed.put(given.getKey(), value);
        }
        String missing = tool.arguments().keySet().stream()
                .filter(name -> !typed.containsKey(name))
                .findFirst()
                .orElse("");
        return new Read(function, Map.copyOf(typed), missing.isEmpty() ? "" : missing + " is missing");
    }

    private static @Nullable Object typed(String type, Object value) {
        return switch (type) {
            case "number" -> number(value);
            case "boolean" -> value instanceof Boolean ? value : null;
            default -> value instanceof String || value instanceof Number ? String.valueOf(value) : null;
        };
    }

    private static @Nullable Object number(Object value) {
        if (value instanceof Number) {
            return value;
        }
        boolean plain = value instanceof String text && text.matches("-?\\d{1,12}(?:\\.\\d{1,6})?");
        return plain ? new BigDecimal((String) value) : null;
    }

    private Read slots(String function, Map<String, Object> arguments, Conversation conversation, ReadingRules rules) {
        Task task = function.equals(ModelFunctions.START_TASK)
                ? playbook.tasks().get(String.valueOf(arguments.get("task")))
                : conversation.frame() == null ? null : conversation.frame().task();
        if (task == null) {
            return new Read(function, Map.of(), "there is no such task, or none is open");
        }
        Map<String, Object> values = new TreeMap<>();
        StringBuilder problems = new StringBuilder();
        if (arguments.get("slots") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                Slot slot = task.slots().get(String.valueOf(name));
                Optional<Object> read = slot == null ? Optional.empty() : value(slot, value, conversation, rules);
                read.ifPresentOrElse(
                        sure -> values.put(String.valueOf(name), sure),
                        () -> problems.append(problems.isEmpty() ? "" : "; ")
                                .append(name)
                                .append(
                                        slot == null
                                                ? " is no slot of it"
                                                : " is not what the customer said, or no " + slot.type()));
            });
        }
        boolean starts = function.equals(ModelFunctions.START_TASK);
        Map<String, Object> checked =
                starts ? Map.of("task", task.name(), "slots", Map.copyOf(values)) : Map.of("slots", Map.copyOf(values));
        // a task is begun all the same: it asks for what is missing
        return new Read(function, checked, starts || !values.isEmpty() ? "" : problems.toString());
    }

    private static Optional<Object> value(
            Slot slot, @Nullable Object given, Conversation conversation, ReadingRules rules) {
        if (given instanceof Boolean yes && slot.type() == SlotType.YES_NO) {
            return Optional.of(yes);
        }
        Words words = Words.of(String.valueOf(given));
        SlotReader reader = SlotReader.of(slot.type());
        return reader.read(words, slot, rules)
                .map(SlotReading::value)
                .filter(value -> !mustBeSaid(slot) || isSaid(value, slot, reader, conversation, rules));
    }

    private static boolean mustBeSaid(Slot slot) {
        return slot.type() == SlotType.DIGITS || slot.type() == SlotType.EMAIL || slot.type() == SlotType.POSTCODE;
    }

    private static boolean isSaid(
            Object value, Slot slot, SlotReader reader, Conversation conversation, ReadingRules rules) {
        return conversation.transcript().stream()
                .filter(line -> line.from() == Party.CUSTOMER)
                .anyMatch(line -> reader.read(Words.of(line.text()), slot, rules)
                                .map(SlotReading::value)
                                .filter(value::equals)
                                .isPresent()
                        || slot.type() == SlotType.DIGITS
                                && line.text().replaceAll("[\\s-]", "").matches(".*(?<!\\d)" + value + "(?!\\d).*"));
    }
}
