package dev.sotto.gateway.sip.trunk;

/** What trunks count; called on event loops, must not block. Names of trunks come from the settings: there are few. */
public interface TrunkMeters {
    TrunkMeters NONE = new TrunkMeters() {};

    /** Why a request from outside led to nothing. */
    enum Refusal {
        /** It is asked for a password. */
        CHALLENGED,
        WRONG_PASSWORD,
        STALE,
        /** Nobody that we know, and no password would help. */
        UNKNOWN_SOURCE,
        /** Over its rate, or after too many wrong passwords; no answer. */
        IGNORED,
        /** The trunk has as many calls as it may. */
        TRUNK_FULL
    }

    default void refused(String trunk, Refusal why) {}

    /** How many calls a trunk has now. */
    default void calls(String trunk, int calls) {}

    default void registered(String trunk, boolean registered) {}

    default void reachable(String trunk, boolean reachable) {}
}
