package dev.sotto.orchestrator.journal;

import io.vertx.core.Future;
import java.util.List;

/** Writes a batch as one transaction: all of it is durable when this completes, none of it when it fails. */
interface BatchWriter {
    /** For each entry whether it is there now; false where another entry already has its number. */
    Future<List<Boolean>> write(List<JournalEntry> batch);
}
