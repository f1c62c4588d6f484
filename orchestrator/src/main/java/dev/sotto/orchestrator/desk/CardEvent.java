package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Instant;

/** What can happen to a card. */
public sealed interface CardEvent {
    record Offered(String agent, Instant until) implements CardEvent {}

    record OfferRanOut() implements CardEvent {}

    record Accepted(String agent) implements CardEvent {}

    /** The agent who holds the card is no longer there. */
    record AgentLeft(String agent) implements CardEvent {}

    /** {@code state}: {@code ANSWERED} or {@code DECLINED}. */
    record Answered(GuidanceAnswer answer, GuidanceState state) implements CardEvent {}

    record Expired() implements CardEvent {}

    record Withdrawn(WithdrawReason reason) implements CardEvent {}

    /** The broker was restarted: whoever held the card must be asked anew. */
    record Restored() implements CardEvent {}
}
