package dev.sotto.orchestrator.journal;

import java.time.Instant;
import java.util.List;

/**
 * A fact of a conversation.
 *
 * @param seq counts from 1 within the conversation, without gaps; the pair (conversation, seq) is unique
 * @param type what happened, for example {@code CustomerSaid}
 * @param data the fact as a JSON object
 * @param said what we said because of it, written with it; empty in entries that {@link Journal#read} gives back
 */
public record JournalEntry(String conversationId, long seq, Instant at, String type, String data, List<SaidLine> said) {
    public JournalEntry(String conversationId, long seq, Instant at, String type, String data) {
        this(conversationId, seq, at, type, data, List.of());
    }

    public JournalEntry saying(List<SaidLine> lines) {
        return new JournalEntry(conversationId, seq, at, type, data, List.copyOf(lines));
    }
}
