package dev.sotto.orchestrator.consult;

/** Why a request needs no answer any more. */
public enum WithdrawReason {
    CALLER_GONE,
    CANCELLED,
    CORRECTED,
    TAKEN_OVER
}
