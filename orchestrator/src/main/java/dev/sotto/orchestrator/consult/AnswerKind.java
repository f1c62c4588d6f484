package dev.sotto.orchestrator.consult;

/** What a person can answer. On the wire in lower case ({@code take_over}). */
public enum AnswerKind {
    APPROVE,
    DECLINE,
    CHOOSE,
    INSTRUCT,
    EDIT,
    TAKE_OVER
}
