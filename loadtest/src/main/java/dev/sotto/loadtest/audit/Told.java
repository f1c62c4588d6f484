package dev.sotto.loadtest.audit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What every party was told, in the order in which it was noted. Any thread. */
public final class Told {
    /** A customer was told that their message has arrived. */
    public record Acknowledged(String conversation, String id, String text) {}

    /** A customer was shown a line. */
    public record Shown(String conversation, int number, String from, String text) {}

    /** A person was told what became of their answer; {@code no reply} when the connection broke before. */
    public record Answered(String guidance, String agent, String answer, String outcome) {}

    /** A customer who came back was told that there is no such conversation. */
    public record TurnedAway(String conversation, String reason) {}

    /** A caller was told a line aloud: it was on its way to their ear when a desk that listens was shown it. */
    public record Heard(String conversation, int number, String from, String text) {}

    /** How a call ended, as the caller saw it: {@code completed}, {@code cut_off}, {@code refused} .. */
    public record Called(String callId, String outcome, String detail) {}

    private final Queue<Record> all = new ConcurrentLinkedQueue<>();
    private final Consumer<Record> listener;

    public Told() {
        this(fact -> {});
    }

    /** @param listener hears of each fact when it is noted, on the thread of whoever was told it */
    public Told(Consumer<Record> listener) {
        this.listener = listener;
    }

    public void note(Record fact) {
        all.add(fact);
        listener.accept(fact);
    }

    <T extends Record> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What was told until now: later facts don't join it. */
    public Told soFar() {
        Told copy = new Told();
        copy.all.addAll(all);
        return copy;
    }

    /** How many facts there are. */
    public int size() {
        return all.size();
    }

    /** A line of JSON each. */
    public void save(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Record fact : all) {
            lines.add(json(fact).encode());
        }
        Files.write(file, lines);
    }

    public static Told load(Path file) throws IOException {
        Told told = new Told();
        for (String line : Files.readAllLines(file)) {
            told.note(record(new JsonObject(line)));
        }
        return told;
    }

    private static JsonObject json(Record fact) {
        JsonObject json = new JsonObject().put("is", fact.getClass().getSimpleName());
        if (fact instanceof Acknowledged acked) {
            return json.put("conversation", acked.conversation())
                    .put("id", acked.id())
                    .put("text", acked.text());
        }
        if (fact instanceof Shown shown) {
            return json.put("conversation", shown.conversation())
                    .put("number", shown.number())
                    .put("from", shown.from())
                    .put("text", shown.text());
        }
        if (fact instanceof Answered answered) {
            return json.put("guidance", answered.guidance())
                    .put("agent", answered.agent())
                    .put("answer", answered.answer())
                    .put("outcome", answered.outcome());
        }
        if (fact instanceof Heard heard) {
            return json.put("conversation", heard.conversation())
                    .put("number", heard.number())
                    .put("from", heard.from())
                    .put("text", heard.text());
        }
        if (fact instanceof Called called) {
            return json.put("callId", called.callId())
                    .put("outcome", called.outcome())
                    .put("detail", called.detail());
        }
        TurnedAway away = (TurnedAway) fact;
        return json.put("conversation", away.conversation()).put("reason", away.reason());
    }

    private static Record record(JsonObject json) {
        return switch (json.getString("is")) {
            case "Acknowledged" ->
                new Acknowledged(json.getString("conversation"), json.getString("id"), json.getString("text"));
            case "Shown" ->
                new Shown(
                        json.getString("conversation"),
                        json.getInteger("number"),
                        json.getString("from"),
                        json.getString("text"));
            case "Heard" ->
                new Heard(
                        json.getString("conversation"),
                        json.getInteger("number"),
                        json.getString("from"),
                        json.getString("text"));
            case "Called" -> new Called(json.getString("callId"), json.getString("outcome"), json.getString("detail"));
            case "Answered" ->
                new Answered(
                        json.getString("guidance"),
                        json.getString("agent"),
                        json.getString("answer"),
                        json.getString("outcome"));
            default -> new TurnedAway(json.getString("conversation"), json.getString("reason"));
        };
    }
}
