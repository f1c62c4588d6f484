package dev.sotto.gateway.call;

import java.util.Locale;

/** Why a call ended. On the wire, in logs and in metrics in lower case. */
public enum Termination {
    CALLER_HUNG_UP,
    /** The caller gave up before we answered. */
    CANCELLED,
    /** The conversation came to its end. */
    COMPLETED,
    CALLER_SILENT,
    /** The caller was put through to somebody else, as the conversation wanted. */
    TRANSFERRED,
    /** Our answer was never acknowledged. */
    NO_ACK,
    /** No sound came for too long. */
    MEDIA_TIMEOUT,
    /** The caller kept us on hold for longer than we wait. */
    HELD_TOO_LONG,
    /** No conversation could be begun, or it was lost. */
    NO_CONVERSATION,
    JOURNAL_UNAVAILABLE,
    /** An integrator or agent ended it. */
    ENDED_BY_US,
    /** This gateway is going down. */
    DRAINED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with that code; what a conversation makes up itself counts as completed. */
    static Termination of(String code) {
        for (Termination known : values()) {
            if (known.code().equals(code)) {
                return known;
            }
        }
        return COMPLETED;
    }
}
