package dev.sotto.orchestrator.conversation;

/** How the customer's words came in. */
public enum Source {
    SPEECH,
    KEYPAD,
    TEXT
}
