package dev.sotto.orchestrator.desk;

import java.util.Locale;
import java.util.Optional;

/** Whether a person can be offered work. */
public enum Presence {
    AVAILABLE,
    /** Keeps the cards they have, gets no new ones. */
    BUSY,
    /** Available but for a pause that the desk has given them; nobody can set it for themselves. */
    WRAP_UP,
    AWAY,
    OFFLINE;

    /** What somebody may say of themselves, as it is on the wire; empty for anything else. */
    public static Optional<Presence> parse(String wire) {
        for (Presence presence : values()) {
            if (presence != WRAP_UP && presence.wire().equals(wire)) {
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
        return this == AVAILABLE || this == BUSY || this == WRAP_UP;
    }
}
