package dev.sotto.orchestrator.consult;

/**
 * Where a request stands.
 *
 * <pre>
 * OPEN -> OFFERED -> ACCEPTED -> ANSWERED | DECLINED
 *   ^        |           |
 *   +--------+-----------+   (offer ran out, agent left)
 * any of the first three -> EXPIRED (answer time ran out) | WITHDRAWN (caller gone, cancelled, corrected)
 * </pre>
 */
public enum GuidanceState {
    OPEN,
    OFFERED,
    ACCEPTED,
    ANSWERED,
    DECLINED,
    EXPIRED,
    WITHDRAWN;

    /** True while an answer would still count. */
    public boolean isOpen() {
        return this == OPEN || this == OFFERED || this == ACCEPTED;
    }
}
