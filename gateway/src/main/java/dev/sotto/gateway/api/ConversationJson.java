package dev.sotto.gateway.api;

import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.message.CallerSilence;
import dev.sotto.orchestrator.message.ConversationView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conversations as the interface shows them. */
public final class ConversationJson {
    private static final Pattern APPROVAL = Pattern.compile("eyJ[\\w-]{16,}\\.eyJ[\\w-]{16,}\\.[\\w-]{16,}");

    private ConversationJson() {}

    public static JsonObject of(ConversationView view) {
        return new JsonObject()
                .put("id", view.id())
                .put("state", view.state())
                .put("phase", view.phase())
                .put("channel", view.channel())
                .put("task", view.task())
                .put("slots", plain(view.slots()))
                .put("variables", plain(view.variables()))
                .put("transcript", array(view.transcript(), ConversationJson::of))
                .put("consults", array(view.consults(), ConversationJson::of))
                .put("agent", view.agent())
                .put("startedAt", view.startedAt().toString())
                .put("endedAt", time(view.endedAt()))
                .put("termination", view.termination())
                .put("silence", silence(view.silence()));
    }

    private static @Nullable JsonObject silence(@Nullable CallerSilence silence) {
        return silence == null
                ? null
                : new JsonObject()
                        .put("longest_ms", silence.longestMillis())
                        .put("total_ms", silence.totalMillis())
                        .put("over_limit", silence.overLimit());
    }

    static @Nullable JsonObject audio(@Nullable AudioSpan span) {
        return span == null
                ? null
                : new JsonObject().put("from_ms", span.fromMillis()).put("to_ms", span.toMillis());
    }

    /** An ended conversation in a list: what it was, without what was said. */
    static JsonObject of(ConversationRow row) {
        return new JsonObject()
                .put("id", row.id())
                .put("state", row.state())
                .put("channel", row.channel())
                .put("task", row.task())
                .put("startedAt", row.startedAt().toString())
                .put("endedAt", time(row.endedAt()))
                .put("termination", row.termination());
    }

    public static JsonObject of(TranscriptLine line) {
        return new JsonObject()
                .put("number", line.number())
                .put("from", line.from().name().toLowerCase(Locale.ROOT))
                .put("text", line.text())
                .put("at", line.at().toString())
                .put("cut", line.cut())
                .put("audio", audio(line.audio()));
    }

    static JsonObject of(JournalEntry entry) {
        return new JsonObject()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("type", entry.type())
                .put("data", withoutToken(entry.data()));
    }

    private static JsonObject of(ConversationView.Consult consult) {
        return new JsonObject()
                .put("id", consult.id())
                .put("point", consult.point())
                .put("kind", consult.kind())
                .put("state", consult.state())
                .put("question", consult.question());
    }

    static <T> JsonArray array(Collection<T> items, Function<T, ?> toJson) {
        var array = new JsonArray();
        items.forEach(item -> array.add(toJson.apply(item)));
        return array;
    }

    static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** Values of slots and arguments: what JSON knows stays what it is, dates and the like become their text. */
    static JsonObject plain(Map<String, ?> values) {
        var object = new JsonObject();
        values.forEach((name, value) -> object.put(name, plain(value)));
        return object;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var object = new JsonObject();
            map.forEach((name, inner) -> object.put(String.valueOf(name), plain(inner)));
            return object;
        }
        if (value instanceof Collection<?> collection) {
            var array = new JsonArray();
            collection.forEach(inner -> array.add(plain(inner)));
            return array;
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value.toString();
    }

    /** An approval's token opens a gated tool: it is nobody's to read, wherever in a fact it stands; that there was one is. */
    private static JsonObject withoutToken(String data) {
        JsonObject fact = new JsonObject(APPROVAL.matcher(data).replaceAll("(approval)"));
        if (fact.remove("token") != null) {
            fact.put("approved", true);
        }
        return fact;
    }
}
