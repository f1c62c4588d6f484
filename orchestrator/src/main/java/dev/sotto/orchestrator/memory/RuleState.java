package dev.sotto.orchestrator.memory;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a rule stands.
 *
 * <pre>
 * PROPOSED -> SHADOW <-> ON     moves of a supervisor; from each of them to OFF, and from OFF to SHADOW again
 * PROPOSED, SHADOW, ON -> EXPIRED     its time is over
 * ON -> ROLLED_BACK                   people contradict it, or it helps less than they did
 * </pre>
 */
enum RuleState {
    PROPOSED,
    SHADOW,
    ON,
    OFF,
    EXPIRED,
    ROLLED_BACK;

    /** True while it is compared, or may be. */
    boolean live() {
        return this == PROPOSED || this == SHADOW || this == ON;
    }

    /** What a supervisor may make of it. Nothing goes on without having been in shadow. */
    Set<RuleState> moves() {
        return switch (this) {
            case PROPOSED -> EnumSet.of(SHADOW, OFF);
            case SHADOW -> EnumSet.of(ON, OFF);
            case ON -> EnumSet.of(SHADOW, OFF);
            case OFF -> EnumSet.of(SHADOW);
            case EXPIRED, ROLLED_BACK -> EnumSet.noneOf(RuleState.class);
        };
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RuleState> parse(String wire) {
        for (RuleState state : values()) {
            if (state.wire().equals(wire)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
