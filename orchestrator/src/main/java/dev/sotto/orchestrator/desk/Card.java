package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request and where it stands: the state machine of {@link GuidanceState}, whose diagram this follows.
 *
 * <p>Immutable. {@link #on} returns the card after an event, and the very same card when the event means nothing in this
 * state; late, double and competing events are legal.
 *
 * @param agent who holds it, while offered or accepted
 * @param offerUntil when the offer runs out, while offered
 * @param passed agents who let it pass
 * @param version counts the moves
 */
public record Card(
        GuidanceRequest request,
        GuidanceState state,
        @Nullable String agent,
        @Nullable Instant offerUntil,
        Set<String> passed,
        @Nullable GuidanceAnswer answer,
        @Nullable WithdrawReason withdrawn,
        int version) {
    public Card {
        passed = Set.copyOf(passed);
    }

    public static Card asked(GuidanceRequest request) {
        return new Card(request, GuidanceState.OPEN, null, null, Set.of(), null, null, 0);
    }

    public String id() {
        return request.id();
    }

    public Card on(CardEvent event) {
        if (!state.isOpen()) {
            return this;
        }
        if (event instanceof CardEvent.Offered offered) {
            return state == GuidanceState.OPEN ? held(GuidanceState.OFFERED, offered.agent(), offered.until()) : this;
        }
        if (event instanceof CardEvent.Accepted accepted) {
            return state == GuidanceState.ACCEPTED ? this : held(GuidanceState.ACCEPTED, accepted.agent(), null);
        }
        if (event instanceof CardEvent.OfferRanOut) {
            return state == GuidanceState.OFFERED ? reopened(true) : this;
        }
        if (event instanceof CardEvent.AgentLeft left) {
            return left.agent().equals(agent) ? reopened(true) : this;
        }
        if (event instanceof CardEvent.Restored) {
            return state == GuidanceState.OPEN ? this : reopened(false);
        }
        return closed(event);
    }

    Card proposing(List<GuidanceRequest.Proposal> proposals) {
        return new Card(request.with(proposals), state, agent, offerUntil, passed, answer, withdrawn, version);
    }

    /** When something is due: the offer's end, or the answer's. */
    public Instant deadline() {
        return offerUntil != null && offerUntil.isBefore(request.answerBy()) ? offerUntil : request.answerBy();
    }

    private Card closed(CardEvent event) {
        if (event instanceof CardEvent.Answered answered) {
            return closed(answered.state(), answered.answer(), null);
        }
        if (event instanceof CardEvent.Withdrawn withdrawal) {
            return closed(GuidanceState.WITHDRAWN, null, withdrawal.reason());
        }
        return closed(GuidanceState.EXPIRED, null, null);
    }

    private Card held(GuidanceState newState, String holder, @Nullable Instant until) {
        return new Card(request, newState, holder, until, passed, null, null, version + 1);
    }

    private Card reopened(boolean holderPassed) {
        Set<String> nowPassed = new HashSet<>(passed);
        if (holderPassed && agent != null) {
            nowPassed.add(agent);
        }
        return new Card(request, GuidanceState.OPEN, null, null, nowPassed, null, null, version + 1);
    }

    private Card closed(GuidanceState end, @Nullable GuidanceAnswer decision, @Nullable WithdrawReason reason) {
        return new Card(request, end, agent, null, passed, decision, reason, version + 1);
    }
}
