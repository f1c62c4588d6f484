package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A journal whose disk can be held up or broken. */
final class MemoryJournal implements Journal {
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<String, ConversationRow> rows = new LinkedHashMap<>();
    private final List<Promise<Void>> held = new ArrayList<>();
    private boolean holding;
    private boolean broken;

    /** From now on nothing becomes durable until {@link #release}. */
    synchronized void hold() {
        holding = true;
    }

    synchronized void release() {
        holding = false;
        List.copyOf(held).forEach(Promise::tryComplete);
        held.clear();
    }

    synchronized void breakDown() {
        broken = true;
    }

    synchronized void mend() {
        broken = false;
    }

    synchronized String state(String conversationId) {
        return rows.get(conversationId).state();
    }

    synchronized List<String> types() {
        return entries.stream().map(JournalEntry::type).toList();
    }

    @Override
    public synchronized Future<Void> append(JournalEntry entry) {
        if (broken) {
            return Future.failedFuture("disk is full");
        }
        entries.add(entry);
        if (!holding) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        held.add(promise);
        return promise.future();
    }

    @Override
    public synchronized Future<List<JournalEntry>> read(String conversationId) {
        return Future.succeededFuture(entries.stream()
                .filter(entry -> entry.conversationId().equals(conversationId))
                .toList());
    }

    @Override
    public synchronized Future<SortedMap<Long, List<SaidLine>>> said(String conversationId) {
        SortedMap<Long, List<SaidLine>> said = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.conversationId().equals(conversationId)
                        && !entry.said().isEmpty())
                .forEach(entry -> said.put(entry.seq(), entry.said()));
        return Future.succeededFuture(said);
    }

    @Override
    public synchronized Future<Void> record(ConversationRow row) {
        rows.put(row.id(), row);
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<List<ConversationRow>> list(String state, int limit) {
        return Future.succeededFuture(
                rows.values().stream().filter(row -> row.state().equals(state)).toList());
    }

    @Override
    public synchronized Future<ConversationRow> find(String conversationId) {
        return Future.succeededFuture(rows.get(conversationId));
    }

    @Override
    public Future<ConversationRow> findByResume(String resume) {
        return Future.succeededFuture();
    }
}
