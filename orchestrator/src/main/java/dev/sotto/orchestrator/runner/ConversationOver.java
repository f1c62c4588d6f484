package dev.sotto.orchestrator.runner;

/** An event came for a conversation that has ended. Expected, so it carries no stack. */
final class ConversationOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConversationOver(String conversationId) {
        super("conversation " + conversationId + " is over", null, false, false);
    }
}
