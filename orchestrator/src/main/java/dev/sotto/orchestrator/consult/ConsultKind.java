package dev.sotto.orchestrator.consult;

/** What a person is asked for. */
public enum ConsultKind {
    /** May this gated tool run with exactly these arguments? */
    APPROVAL,
    /** Which of these is right? */
    CLARIFICATION,
    /** What shall I say or do? */
    INSTRUCTION
}
