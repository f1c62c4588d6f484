package dev.sotto.orchestrator.conversation;

/** How a tool call ended, as the machine needs to know it. */
public enum ToolOutcome {
    SUCCESS,
    NOT_FOUND,
    /** The system refused. */
    REJECTED,
    /** Nobody knows whether it happened. */
    FAILED,
    /** The gate stayed closed: nothing happened. */
    REFUSED
}
