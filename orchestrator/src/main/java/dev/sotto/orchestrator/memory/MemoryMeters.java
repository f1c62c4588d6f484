package dev.sotto.orchestrator.memory;

/** What the memory tells whoever measures it; called on its context. */
public interface MemoryMeters {
    MemoryMeters NONE = new MemoryMeters() {};

    /** A request was looked up; {@code proposals} of memory, and whether a rule answers it. */
    default void recalled(long nanos, int proposals, boolean byRule) {}

    default void remembered() {}

    default void ruleProposed() {}

    default void ruleRolledBack() {}

    /** Something was not done; it is tried again. */
    default void failed() {}

    /** Consults that people were asked today, per 100 conversations. */
    default void consultsPer100(double today) {}
}
