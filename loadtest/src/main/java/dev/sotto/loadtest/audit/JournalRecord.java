package dev.sotto.loadtest.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One conversation's journal as the interface shows it, sorted for checking. */
final class JournalRecord {
    record Message(String id, String text) {}

    record Answer(String guidance, String agent, String answer, boolean approved, long seq) {}

    record Said(long seq, int line, String text, String cause, boolean durable) {}

    record Call(
            String id,
            String tool,
            JsonObject with,
            @Nullable String guidance,
            @Nullable String rule,
            long seq) {
        boolean allowed() {
            return guidance != null || rule != null;
        }
    }

    record Returned(String call, String outcome, long seq) {}

    final String conversation;
    final List<Long> numbers = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Said> said = new ArrayList<>();
    /** Each call once: it may be wanted again under the same id after a restart. */
    final Map<String, Call> calls = new LinkedHashMap<>();

    final List<Returned> returned = new ArrayList<>();
    final List<Long> effects = new ArrayList<>();
    boolean ended;
    String playbook;

    private JournalRecord(String conversation, String playbook) {
        this.conversation = conversation;
        this.playbook = playbook;
    }

    static JournalRecord of(String conversation, JsonObject journal) {
        JournalRecord record = new JournalRecord(conversation, journal.getString("playbook", ""));
        for (JsonObject entry : objects(journal.getJsonArray("entries"))) {
            record.add(entry);
        }
        return record;
    }

    private void add(JsonObject entry) {
        long seq = entry.getLong("seq");
        numbers.add(seq);
        JsonObject data = entry.getJsonObject("data");
        switch (entry.getString("type")) {
            case "CustomerSaid" -> messages.add(new Message(data.getString("messageId", ""), data.getString("text")));
            case "GuidanceAnswered" -> answered(data, seq);
            case "ToolReturned" -> returned.add(new Returned(data.getString("callId"), data.getString("outcome"), seq));
            case "CustomerLeft" -> ended = true;
            default -> {}
        }
        for (JsonObject effect : objects(entry.getJsonArray("effects", new JsonArray()))) {
            effects.add(seq);
            effect(effect, seq);
        }
    }

    private void answered(JsonObject data, long seq) {
        JsonObject answer = data.getJsonObject("answer");
        answers.add(new Answer(
                data.getString("guidanceId"),
                answer.getString("agent"),
                answer.getString("answer").toLowerCase(java.util.Locale.ROOT),
                data.getBoolean("approved", false),
                seq));
    }

    private void effect(JsonObject effect, long seq) {
        if (effect.getString("type").equals("said")) {
            said.add(new Said(
                    seq,
                    effect.getInteger("line"),
                    effect.getString("text"),
                    effect.getString("cause"),
                    effect.getBoolean("durable")));
        } else if (effect.getString("type").equals("tool_wanted")) {
            calls.putIfAbsent(
                    effect.getString("call"),
                    new Call(
                            effect.getString("call"),
                            effect.getString("tool"),
                            effect.getJsonObject("with"),
                            effect.getString("guidance"),
                            effect.getString("rule"),
                            seq));
        }
    }

    boolean succeeded(Call call) {
        return returned.stream()
                .anyMatch(
                        back -> back.call().equals(call.id()) && back.outcome().equals("SUCCESS"));
    }

    /** True when nobody can tell from the journal whether it happened. */
    boolean isUncertain(Call call) {
        return returned.stream()
                .noneMatch(
                        back -> back.call().equals(call.id()) && !back.outcome().equals("FAILED"));
    }

    static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    /** The same for the same amount, however it is written. */
    static BigDecimal amount(Object number) {
        return new BigDecimal(number.toString()).setScale(2, java.math.RoundingMode.HALF_UP);
    }
}
