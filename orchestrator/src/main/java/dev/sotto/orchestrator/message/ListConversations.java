package dev.sotto.orchestrator.message;

/** To each orchestrator address. Reply: {@link ConversationList} of those that live there. */
public record ListConversations() {}
