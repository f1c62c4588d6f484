package dev.sotto.loadtest.phone;

/**
 * How one call went.
 *
 * @param detail what was waited for in vain, why it was refused; empty when all went well
 */
public record CallResult(
        String callId, String script, Outcome outcome, String detail, Felt felt, PacketCounts packets) {
    /** Why the call is over. */
    public enum Outcome {
        /** The script ran to its end. */
        COMPLETED,
        /** Someone outside the script hung up: {@link VirtualCaller#hangUp}. */
        ABANDONED,
        /** A step's limit passed. */
        STUCK,
        /** The other side hung up in the middle of the script. */
        CUT_OFF,
        REFUSED,
        UNANSWERED
    }

    public boolean completed() {
        return outcome == Outcome.COMPLETED;
    }
}
