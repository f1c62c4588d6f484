package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Instant;

/** What can happen to a card. */
public sealed interface CardEvent {
    record Offered(String agent, Instant at, Instant until) implements CardEvent {}

    /** {@code again}: from when the card may be put before this agent once more. */
    record OfferRanOut(String agent, Instant again) implements CardEvent {}

    record Accepted(String agent, Instant at) implements CardEvent {}

    /** Somebody who had the card before them is no longer there. */
    record AgentLeft(String agent) implements CardEvent {}

    /** A supervisor puts it before this agent, whoever has it. */
    record Reassigned(String agent, Instant at, Instant until) implements CardEvent {}

    /** One of two people has approved. */
    record Approved(GuidanceAnswer answer) implements CardEvent {}

    /** {@code state}: {@code ANSWERED} or {@code DECLINED}. */
    record Answered(GuidanceAnswer answer, GuidanceState state) implements CardEvent {}

    record Expired() implements CardEvent {}

    record Withdrawn(WithdrawReason reason) implements CardEvent {}

    /** What was only likely is asked now. */
    record Promoted(GuidanceRequest request) implements CardEvent {}

    /** The broker was restarted: whoever held the card must be asked anew. */
    record Restored() implements CardEvent {}
}
