package dev.sotto.loadtest.phone;

import java.util.List;
import java.util.Map;

/**
 * How one call went.
 *
 * @param callId of the first leg
 * @param detail what was waited for in vain, why it was refused; empty when all went well
 * @param packets of all legs
 * @param abandonment why the caller left, where the outcome is {@link Outcome#ABANDONED}
 * @param legs the first and those that followed a REFER, in order
 * @param notes moments that the script noted, in nanoseconds since the call was dialled: {@code resolved}
 * @param problems what was expected and not heard, and transfers that failed
 */
public record CallResult(
        String callId,
        String script,
        Outcome outcome,
        String detail,
        Felt felt,
        PacketCounts packets,
        Abandonment abandonment,
        List<LegResult> legs,
        Map<String, Long> notes,
        List<String> problems) {
    /** Why the call is over. */
    public enum Outcome {
        /** The script ran to its end. */
        COMPLETED,
        /** The caller left before the end: {@link CallResult#abandonment}. */
        ABANDONED,
        /** A step's limit passed. */
        STUCK,
        /** The other side hung up in the middle of the script. */
        CUT_OFF,
        REFUSED,
        UNANSWERED
    }

    /** Why a caller left before the end. */
    public enum Abandonment {
        NONE,
        /** Someone outside the script hung up: {@link VirtualCaller#hangUp}. */
        BY_HAND,
        /** No person came within the caller's patience. */
        IN_QUEUE,
        /** Nothing was to be heard for longer than the caller bears. */
        IN_SILENCE,
        /** It was in the caller's temper to leave now. */
        EARLY
    }

    public CallResult {
        legs = List.copyOf(legs);
        notes = Map.copyOf(notes);
        problems = List.copyOf(problems);
    }

    public boolean completed() {
        return outcome == Outcome.COMPLETED;
    }

    /** Whether the call was put through and answered elsewhere. */
    public boolean transferred() {
        return legs.size() > 1 && legs.get(legs.size() - 1).answered() >= 0;
    }
}
