package dev.sotto.orchestrator.consult;

/** Why a request needs no answer any more. */
public enum WithdrawReason {
    CALLER_GONE,
    CANCELLED,
    CORRECTED,
    TAKEN_OVER,
    /** Nobody who could answer is at a desk. */
    NOBODY_THERE
}
