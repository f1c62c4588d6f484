package dev.sotto.orchestrator.journal;

import java.time.Instant;

/**
 * A fact of a conversation.
 *
 * @param seq counts from 1 within the conversation, without gaps; the pair (conversation, seq) is unique
 * @param type what happened, for example {@code CustomerSaid}
 * @param data the fact as a JSON object
 */
public record JournalEntry(String conversationId, long seq, Instant at, String type, String data) {}
