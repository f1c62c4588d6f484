package dev.sotto.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.journal.SaidLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the journal's REST resource gave. Tokens are not in it; where one was, any stands for it. */
final class JournalFile {
    private static final String UNKNOWN = "conversation";

    private JournalFile() {}

    /** @throws IOException when it can't be read, with what is wrong with it */
    static Source read(Path file) throws IOException {
        JsonNode root = JsonText.mapper().readTree(Files.readString(file));
        String conversation = root.path("conversation").asText(UNKNOWN);
        List<JournalEntry> entries = new ArrayList<>();
        Map<Long, List<SaidLine>> said = new TreeMap<>();
        for (JsonNode entry : root.path("entries")) {
            entries.add(entry(file, conversation, entry));
            List<SaidLine> lines = said(entry.path("effects"));
            if (!lines.isEmpty()) {
                said.put(entry.path("seq").asLong(), lines);
            }
        }
        if (entries.isEmpty()) {
            throw new IOException(file + " has no journal entries");
        }
        return new Source(List.copyOf(entries), said);
    }

    private static JournalEntry entry(Path file, String conversation, JsonNode entry) throws IOException {
        if (!(entry.path("data") instanceof ObjectNode data)) {
            throw new IOException(file + ": an entry without data");
        }
        if (data.path("approved").asBoolean(false)) {
            data.put("token", "withheld " + data.path("guidanceId").asText());
        }
        try {
            return new JournalEntry(
                    conversation,
                    entry.path("seq").asLong(),
                    Instant.parse(entry.path("at").asText()),
                    entry.path("type").asText(),
                    data.toString());
        } catch (DateTimeException e) {
            throw new IOException(file + ": an entry without a time", e);
        }
    }

    private static List<SaidLine> said(JsonNode effects) {
        List<SaidLine> lines = new ArrayList<>();
        for (JsonNode effect : effects) {
            String type = effect.path("type").asText();
            boolean blocked = type.equals("blocked");
            if (effect.path("durable").asBoolean(false) && (blocked || type.equals("said"))) {
                lines.add(new SaidLine(
                        blocked ? null : effect.path("line").asLong(),
                        effect.path("from").asText("assistant"),
                        effect.path("text").asText(),
                        effect.path("cause").asText()));
            }
        }
        return lines;
    }
}
