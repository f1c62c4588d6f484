/**
 * Append-only facts in PostgreSQL, and the database itself: embedded or a real one, migrations, batched writes.
 *
 * <p>Writers call from any Vert.x context; a write completes when it is durable. Entries of one conversation keep their
 * order. What is not yet flushed is bounded; past the bound writes fail at once instead of queueing.
 */
@NullMarked
package dev.sotto.orchestrator.journal;

import org.jspecify.annotations.NullMarked;
