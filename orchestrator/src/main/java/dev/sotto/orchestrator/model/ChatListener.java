package dev.sotto.orchestrator.model;

/** Hears an answer as it comes; after {@link #done} or {@link #failed} nothing follows. */
interface ChatListener {
    void text(String part);

    void done(ChatAnswer answer);

    /** {@code reason} is for the journal: short and without anything secret. */
    void failed(String reason);
}
