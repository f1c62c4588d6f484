package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What followed from an event, as far as it reached anybody outside. Holds no tokens. */
public sealed interface Consequence {
    /** @param durable true when it was written as it was said; false when it is only worked out from the events */
    record Said(long line, String from, String text, String cause, boolean durable) implements Consequence {}

    /** A sentence was kept back. */
    record Blocked(String text, String cause, boolean durable) implements Consequence {}

    /**
     * A tool was to be called.
     *
     * @param guidance the request whose answer allows it; null when none is needed or a rule allows it
     * @param rule the file's rule that allows it
     */
    record ToolWanted(
            String call,
            String tool,
            Map<String, Object> with,
            @Nullable String guidance,
            @Nullable String rule) implements Consequence {}

    record GuidanceRequested(GuidanceRequest request) implements Consequence {}

    /** A request that was only drafted is asked in earnest. */
    record GuidancePromoted(GuidanceRequest request) implements Consequence {}

    /** What an answer had granted was taken back. */
    record ApprovalVoided(String guidance, String reason) implements Consequence {}

    record GuidanceWithdrawn(String guidance, WithdrawReason reason) implements Consequence {}

    /** Nobody answered: the point's policy number {@code step}, from 0, decided. */
    record PolicyApplied(String guidance, String point, TimeoutPolicy policy, int step) implements Consequence {}

    record TakenOver(String agent) implements Consequence {}

    record HandedBack(String agent) implements Consequence {}

    record Transferred(String target) implements Consequence {}

    record HungUp(String termination) implements Consequence {}
}
