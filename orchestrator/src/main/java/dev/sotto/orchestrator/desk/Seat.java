package dev.sotto.orchestrator.desk;

import java.time.Instant;

/**
 * An agent and what they can take now.
 *
 * @param presence what they have said themselves
 * @param reachable false when their desk page was lost and has not come back
 * @param capacity how many cards at once
 * @param load how many cards now, offered or accepted
 * @param idleSince when their last card came or went
 */
public record Seat(Agent agent, Presence presence, boolean reachable, int capacity, int load, Instant idleSince) {
    /** The most cards that one person may ask for. */
    public static final int LARGEST_CAPACITY = 100;

    static Seat empty(Agent agent) {
        return new Seat(agent, Presence.OFFLINE, true, 1, 0, Instant.EPOCH);
    }

    /** Presence as others should see it. */
    public Presence visiblePresence() {
        return reachable ? presence : Presence.OFFLINE;
    }

    boolean canTake(String skill) {
        return visiblePresence() == Presence.AVAILABLE && load < capacity && agent.has(skill);
    }

    Seat with(Presence newPresence, int newCapacity) {
        return new Seat(agent, newPresence, true, newCapacity, load, idleSince);
    }

    Seat reachable(boolean now) {
        return new Seat(agent, presence, now, capacity, load, idleSince);
    }

    Seat loaded(int difference, Instant at) {
        return new Seat(agent, presence, reachable, capacity, load + difference, at);
    }
}
