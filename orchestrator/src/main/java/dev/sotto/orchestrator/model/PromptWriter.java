package dev.sotto.orchestrator.model;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Exchange;
import dev.sotto.orchestrator.conversation.Frame;
import dev.sotto.orchestrator.conversation.OpenConsult;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.task.Article;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import dev.sotto.orchestrator.task.Task;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the model is given. The operator's words (rules, tasks, knowledge) are the system message; everything that came
 * from outside stands in user and tool messages, between marks that it can't forge. The transcript is the truth about what was
 * said: a line that was interrupted holds the words that were heard.
 */
final class PromptWriter {
    private static final int LINES = 60;
    private static final int EXCHANGES = 20;
    private static final int LONGEST_RESULT = 4_000;

    private final Playbook playbook;
    private final PromptTemplate template;
    private final FunctionList functions;

    PromptWriter(Playbook playbook, PromptTemplate template, FunctionList functions) {
        this.playbook = playbook;
        this.template = template;
        this.functions = functions;
    }

    JsonArray messages(Conversation conversation, List<Article> knowledge, LocalDate today) {
        JsonArray messages = new JsonArray().add(message("system", system(conversation, knowledge, today)));
        List<TranscriptLine> lines = conversation.transcript();
        List<Exchange> exchanges = conversation.model().exchanges();
        int from = Math.max(0, exchanges.size() - EXCHANGES);
        int next = from;
        StringBuilder said = new StringBuilder();
        for (TranscriptLine line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
            while (next < exchanges.size() && exchanges.get(next).line() < line.number()) {
                flush(said, messages);
                next = calls(conversation, exchanges, next, messages);
            }
            if (line.from() == Party.ASSISTANT) {
                said.append(said.isEmpty() ? "" : " ").append(line.text()).append(line.cut() ? " —" : "");
            } else {
                flush(said, messages);
                messages.add(message("user", quoted(line)));
            }
        }
        flush(said, messages);
        while (next < exchanges.size()) {
            next = calls(conversation, exchanges, next, messages);
        }
        return messages.add(message("user", state(conversation)));
    }

    private static void flush(StringBuilder said, JsonArray messages) {
        if (!said.toString().isBlank()) {
            messages.add(message("assistant", said.toString().strip()));
        }
        said.setLength(0);
    }

    private static JsonObject message(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }

    private static String quoted(TranscriptLine line) {
        String mark = line.from() == Party.AGENT ? "colleague" : "customer";
        return "<" + mark + ">" + harmless(line.text()) + "</" + mark + ">";
    }

    /** Can't close the mark that it stands in. */
    static String harmless(String text) {
        return text.replace('<', '‹').replace('>', '›');
    }

    /** The calls of one generation and their results; returns the index after them. */
    private int calls(Conversation conversation, List<Exchange> exchanges, int from, JsonArray messages) {
        String generation = exchanges.get(from).generation();
        JsonArray calls = new JsonArray();
        List<JsonObject> results = new ArrayList<>();
        int index = from;
        for (; index < exchanges.size() && exchanges.get(index).generation().equals(generation); index++) {
            Exchange exchange = exchanges.get(index);
            calls.add(new JsonObject()
                    .put("id", exchange.callId())
                    .put("type", "function")
                    .put(
                            "function",
                            new JsonObject()
                                    .put("name", functions.wireName(exchange.function()))
                                    .put("arguments", JsonText.write(exchange.arguments()))));
            results.add(message("tool", result(conversation, exchange)).put("tool_call_id", exchange.callId()));
        }
        messages.add(
                new JsonObject().put("role", "assistant").putNull("content").put("tool_calls", calls));
        results.forEach(messages::add);
        return index;
    }

    private static String result(Conversation conversation, Exchange exchange) {
        Object result =
                exchange.result() == null ? Map.of("status", pending(conversation, exchange)) : exchange.result();
        String text = harmless(JsonText.write(Map.of("data", result)));
        return text.length() <= LONGEST_RESULT ? text : text.substring(0, LONGEST_RESULT) + "… (cut)";
    }

    private static String pending(Conversation conversation, Exchange exchange) {
        if (exchange.consult() == null || exchange.call() != null) {
            return "under way; no result yet";
        }
        OpenConsult consult = conversation.consult(exchange.consult());
        return consult != null && consult.isOpen()
                ? "a person was asked; no decision yet: "
                        + consult.state().name().toLowerCase(java.util.Locale.ROOT)
                : "withdrawn; nothing was decided or done";
    }

    private String system(Conversation conversation, List<Article> knowledge, LocalDate today) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("company", playbook.persona().company());
        values.put("channel", conversation.voice() ? "telephone" : "chat");
        values.put("today", today.toString());
        values.put(
                "tasks",
                playbook.tasks().values().stream().map(PromptWriter::task).collect(Collectors.joining("\n")));
        values.put(
                "knowledge",
                knowledge.isEmpty()
                        ? "(nothing fits)"
                        : knowledge.stream()
                                .map(article -> "- " + article.topic() + ": " + article.answer())
                                .collect(Collectors.joining("\n")));
        return template.fill(values);
    }

    private static String task(Task task) {
        String slots = task.slots().values().stream()
                .map(slot -> slot.name() + " (" + slot.type().name().toLowerCase(java.util.Locale.ROOT) + ")")
                .collect(Collectors.joining(", "));
        String examples = task.when().stream().limit(3).collect(Collectors.joining("\", \"", "\"", "\""));
        return "- " + task.name() + ": " + task.title() + ". Customers say " + examples + ". Slots: "
                + (slots.isEmpty() ? "none" : slots);
    }

    private static String state(Conversation conversation) {
        Map<String, Object> state = new LinkedHashMap<>();
        Frame frame = conversation.frame();
        state.put("task", frame == null ? "none" : frame.task().name());
        if (frame != null) {
            state.put("known", known(frame));
            state.put("asking", asking(frame));
        }
        if (!conversation.paused().isEmpty()) {
            state.put(
                    "put_aside",
                    conversation.paused().stream()
                            .map(aside -> aside.task().name())
                            .toList());
        }
        List<Map<String, Object>> open = conversation.consults().stream()
                .filter(OpenConsult::isOpen)
                .map(PromptWriter::consult)
                .toList();
        state.put("open_questions_to_people", open);
        return "<state>" + harmless(JsonText.write(state)) + "</state>";
    }

    private static Map<String, Object> consult(OpenConsult consult) {
        return Map.of(
                "question",
                consult.request().question(),
                "state",
                consult.state().name().toLowerCase(java.util.Locale.ROOT),
                "being_answered",
                consult.typing());
    }

    private static Map<String, Object> known(Frame frame) {
        Map<String, Object> known = new LinkedHashMap<>();
        frame.task().slots().keySet().forEach(name -> {
            Object value = frame.values().get(name);
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }

    private static @Nullable String asking(Frame frame) {
        if (frame.asking() == null) {
            return null;
        }
        Slot slot = frame.task().slots().get(frame.asking().slot());
        return slot == null ? "yes or no" : Objects.requireNonNull(slot.name());
    }
}
