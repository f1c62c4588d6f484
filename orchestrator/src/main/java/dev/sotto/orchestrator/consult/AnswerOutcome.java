package dev.sotto.orchestrator.consult;

/** What became of somebody's answer; on the wire in lower case. */
public enum AnswerOutcome {
    /** It counts and is durable. */
    ACCEPTED,
    /** Somebody else's answer came first. */
    SUPERSEDED,
    /** The time for it had run out, or the caller no longer wants it. */
    TOO_LATE,
    CALLER_GONE,
    /** No such request. */
    UNKNOWN,
    /** The answer doesn't fit the request (a choice out of range, an instruction without text). */
    INVALID,
    /** The journal did not take it; it does not count. Try again. */
    UNAVAILABLE
}
