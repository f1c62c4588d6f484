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
    /** Of our calls: they were on the phone. */
    BUSY,
    /** Of our calls: it rang for as long as it may. */
    NO_ANSWER,
    /** Of our calls: they don't want it, or there is no such number. */
    REFUSED,
    /** Of our calls: nothing came back, or no way was found. */
    UNREACHABLE,
    /** A machine answered, and nothing was to be said to it. */
    MACHINE,
    /** A machine answered, and has our message. */
    MESSAGE_LEFT,
    FAX,
    /** The process that placed it died: whether it rang is not known. */
    LOST,
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
