package dev.sotto.orchestrator.desk;

import java.util.Locale;
import java.util.Optional;

/** Whether a person can be offered work. */
public enum Presence {
    AVAILABLE,
    /** Keeps the cards they have, gets no new ones. */
    BUSY,
    AWAY,
    OFFLINE;

    /** As it is on the wire, in lower case; empty for anything else. */
    public static Optional<Presence> parse(String wire) {
        for (Presence presence : values()) {
            if (presence.wire().equals(wire)) {
                return Optional.of(presence);
            }
        }
        return Optional.empty();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** False when cards of this person must go to somebody else. */
    public boolean isThere() {
        return this == AVAILABLE || this == BUSY;
    }
}
