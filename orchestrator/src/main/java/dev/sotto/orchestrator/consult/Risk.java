package dev.sotto.orchestrator.consult;

/** What a wrong decision can cost. Picks the timeout policy where a file gives none, and how much evidence must be seen. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
