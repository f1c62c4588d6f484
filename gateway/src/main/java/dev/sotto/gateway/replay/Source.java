package dev.sotto.gateway.replay;

import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import java.util.List;
import java.util.Map;

/** A journal as it was found: its entries, and what is on record as said by the number of the entry that caused it. */
record Source(List<JournalEntry> entries, Map<Long, List<SaidLine>> said) {}
