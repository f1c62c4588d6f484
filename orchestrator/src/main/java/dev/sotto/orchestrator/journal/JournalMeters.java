package dev.sotto.orchestrator.journal;

/** What the journal tells whoever measures it; called on the journal's context. */
public interface JournalMeters {
    JournalMeters NONE = new JournalMeters() {
        @Override
        public void flushed(int entries, long nanos) {}

        @Override
        public void waiting(int entries) {}

        @Override
        public void failed(int entries) {}
    };

    /** A batch became durable. */
    void flushed(int entries, long nanos);

    /** How many entries wait for the batch in flight to end. */
    void waiting(int entries);

    /** Entries that were refused or could not be written. */
    void failed(int entries);
}
