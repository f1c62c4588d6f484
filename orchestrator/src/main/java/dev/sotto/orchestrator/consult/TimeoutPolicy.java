package dev.sotto.orchestrator.consult;

/** What a task does when nobody answers. */
public enum TimeoutPolicy {
    /** Ask the caller instead (a slot, or yes or no). */
    ASK_CALLER,
    DECLINE,
    /** Note that the caller is called back, and say so. */
    CALL_BACK,
    NEXT_SKILL,
    TRANSFER,
    /** Go on as if approved: only when named in the file, and marked in the journal. */
    ACCEPT
}
