package dev.sotto.orchestrator.message;

/** Asked for a conversation that doesn't live at this address. */
public record NoSuchConversation(String conversationId) {}
