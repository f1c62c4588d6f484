package dev.sotto.orchestrator.conversation;

/** Who said something. */
public enum Party {
    CUSTOMER,
    ASSISTANT,
    AGENT
}
