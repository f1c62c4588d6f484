package dev.sotto.orchestrator.conversation;

/** How the customer is connected. */
public enum Channel {
    VOICE,
    CHAT
}
