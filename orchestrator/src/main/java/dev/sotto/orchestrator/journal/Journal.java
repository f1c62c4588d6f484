package dev.sotto.orchestrator.journal;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Append-only facts. Thread-safe; futures complete on the caller's context. */
public interface Journal {
    /** Completes when the entry, and what was said because of it, is durable; fails when it is not and never will be. Group commit: batches build while one is in flight. */
    Future<Void> append(JournalEntry entry);

    /** All entries of a conversation in order; empty when there is none. */
    Future<List<JournalEntry>> read(String conversationId);

    /** The same for several conversations at once, in their order. */
    default Future<List<List<JournalEntry>>> readAll(List<String> conversationIds) {
        return Future.all(conversationIds.stream().map(this::read).toList()).map(CompositeFuture::list);
    }

    /** What was said in a conversation, by the number of the entry that caused it, in order. */
    Future<SortedMap<Long, List<SaidLine>>> said(String conversationId);

    /** Records where a conversation stands, for lists and for recovery; durable when it completes. */
    Future<Void> record(ConversationRow row);

    /** Conversations in a state ({@code live} or {@code ended}), newest first. */
    Future<List<ConversationRow>> list(String state, int limit);

    /** One conversation's row, or null. */
    Future<@Nullable ConversationRow> find(String conversationId);

    /** The conversation that a chat visitor's resume secret belongs to, or null. */
    Future<@Nullable ConversationRow> findByResume(String resume);
}
