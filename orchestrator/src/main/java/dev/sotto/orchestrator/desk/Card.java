package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.WithdrawReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request and where it stands: the state machine of {@link GuidanceState}, whose diagram this follows. It is offered
 * when somebody has it before them, accepted when somebody has taken it. A card that two people must approve is before
 * two at once, and stays open after the first approval; one that is only likely is before nobody unless they take it.
 *
 * <p>Immutable. {@link #on} returns the card after an event, and the very same card when the event means nothing in this
 * state; late, double and competing events are legal.
 *
 * @param holds who has it before them, in the order they got it
 * @param passed agents who let it pass, and from when they may be asked again
 * @param approvals who has approved so far, while more must
 * @param version counts the moves
 */
public record Card(
        GuidanceRequest request,
        GuidanceState state,
        List<Hold> holds,
        Map<String, Instant> passed,
        List<GuidanceAnswer> approvals,
        @Nullable GuidanceAnswer answer,
        @Nullable WithdrawReason withdrawn,
        int version) {
    private static final int MOST_APPROVALS = 2;

    public Card {
        holds = List.copyOf(holds);
        passed = Map.copyOf(passed);
        approvals = List.copyOf(approvals);
    }

    public static Card asked(GuidanceRequest request) {
        return new Card(request, GuidanceState.OPEN, List.of(), Map.of(), List.of(), null, null, 0);
    }

    public String id() {
        return request.id();
    }

    public boolean isLikely() {
        return request.terms().likely();
    }

    /** Who got it first of those who have it. */
    public @Nullable String agent() {
        return holds.isEmpty() ? null : holds.get(0).agent();
    }

    public Optional<Hold> hold(String agent) {
        return holds.stream().filter(hold -> hold.agent().equals(agent)).findFirst();
    }

    public boolean isApprovedBy(String agent) {
        return approvals.stream().anyMatch(approval -> approval.agent().equals(agent));
    }

    /** How many people must approve, of whom some may have done so. */
    public int approvalsNeeded() {
        return Math.max(1, Math.min(MOST_APPROVALS, request.terms().approvals()));
    }

    /** True when it should be put before somebody more. */
    public boolean wantsSomebody() {
        return state.isOpen() && !isLikely() && hasSeat();
    }

    /** True when this agent has neither got it nor approved it. */
    boolean isNewTo(String agent) {
        return hold(agent).isEmpty() && !isApprovedBy(agent);
    }

    public Card on(CardEvent event) {
        if (!state.isOpen()) {
            return this;
        }
        if (event instanceof CardEvent.Offered offered) {
            return wantsSomebody() && isNewTo(offered.agent())
                    ? held(plus(new Hold(offered.agent(), offered.at(), offered.until())))
                    : this;
        }
        if (event instanceof CardEvent.Accepted accepted) {
            return accepted(accepted);
        }
        if (event instanceof CardEvent.OfferRanOut ranOut) {
            return hold(ranOut.agent()).map(Hold::isAccepted).orElse(true) ? this : passedBy(ranOut);
        }
        if (event instanceof CardEvent.AgentLeft left) {
            return hold(left.agent()).isEmpty() ? this : held(without(left.agent()));
        }
        if (event instanceof CardEvent.Reassigned reassigned) {
            return reassigned(reassigned);
        }
        if (event instanceof CardEvent.Approved approved) {
            return approved(approved.answer());
        }
        if (event instanceof CardEvent.Promoted promoted) {
            return isLikely() ? promoted(promoted.request()) : this;
        }
        if (event instanceof CardEvent.Restored) {
            return holds.isEmpty() ? this : held(List.of());
        }
        return closed(event);
    }

    /** When something is due next: an offer's end, somebody may be asked again, or the answer's end. */
    public Instant deadline(Instant now) {
        Stream<Instant> offers = holds.stream().map(Hold::until).filter(Objects::nonNull);
        Stream<Instant> pauses =
                wantsSomebody() ? passed.values().stream().filter(again -> again.isAfter(now)) : Stream.empty();
        return Stream.concat(offers, pauses)
                .filter(due -> due.isBefore(request.answerBy()))
                .min(Instant::compareTo)
                .orElse(request.answerBy());
    }

    Card proposing(List<GuidanceRequest.Proposal> proposals) {
        return new Card(request.with(proposals), state, holds, passed, approvals, answer, withdrawn, version);
    }

    private boolean hasSeat() {
        return holds.size() < approvalsNeeded() - approvals.size();
    }

    /** An offer to somebody else gives way; a card that others have taken does not. */
    private Card accepted(CardEvent.Accepted accepted) {
        Hold taken = new Hold(accepted.agent(), accepted.at(), null);
        Optional<Hold> own = hold(accepted.agent());
        if (isApprovedBy(accepted.agent()) || own.map(Hold::isAccepted).orElse(false)) {
            return this;
        }
        if (own.isPresent()) {
            return held(replaced(own.get(), new Hold(accepted.agent(), own.get().since(), null)));
        }
        if (hasSeat()) {
            return held(plus(taken));
        }
        return holds.stream()
                .filter(hold -> !hold.isAccepted())
                .findFirst()
                .map(offer -> held(replaced(offer, taken)))
                .orElse(this);
    }

    private Card passedBy(CardEvent.OfferRanOut ranOut) {
        Map<String, Instant> nowPassed = new HashMap<>(passed);
        nowPassed.put(ranOut.agent(), ranOut.again());
        return open(request, without(ranOut.agent()), nowPassed, approvals);
    }

    private Card reassigned(CardEvent.Reassigned reassigned) {
        if (isLikely() || !isNewTo(reassigned.agent())) {
            return this;
        }
        Hold offer = new Hold(reassigned.agent(), reassigned.at(), reassigned.until());
        return held(hasSeat() ? plus(offer) : replaced(holds.get(0), offer));
    }

    private Card approved(GuidanceAnswer approval) {
        if (isApprovedBy(approval.agent()) || approvals.size() + 1 >= approvalsNeeded()) {
            return this;
        }
        List<GuidanceAnswer> more = new ArrayList<>(approvals);
        more.add(approval);
        return open(request, without(approval.agent()), passed, more);
    }

    /** A first approval of something else does not count for what is asked now. */
    private Card promoted(GuidanceRequest real) {
        boolean same = Objects.equals(real.approval(), request.approval())
                && real.proposals().equals(request.proposals());
        return open(real, holds, Map.of(), same ? approvals : List.of());
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

    private List<Hold> plus(Hold hold) {
        return Stream.concat(holds.stream(), Stream.of(hold)).toList();
    }

    private List<Hold> replaced(Hold old, Hold by) {
        return holds.stream().map(hold -> hold.equals(old) ? by : hold).toList();
    }

    private List<Hold> without(String agent) {
        return holds.stream().filter(hold -> !hold.agent().equals(agent)).toList();
    }

    private Card held(List<Hold> newHolds) {
        return open(request, newHolds, passed, approvals);
    }

    private Card open(
            GuidanceRequest asked, List<Hold> newHolds, Map<String, Instant> nowPassed, List<GuidanceAnswer> given) {
        GuidanceState standing = newHolds.isEmpty() ? GuidanceState.OPEN : GuidanceState.OFFERED;
        if (newHolds.stream().anyMatch(Hold::isAccepted)) {
            standing = GuidanceState.ACCEPTED;
        }
        return new Card(asked, standing, newHolds, nowPassed, given, null, null, version + 1);
    }

    private Card closed(GuidanceState end, @Nullable GuidanceAnswer decision, @Nullable WithdrawReason reason) {
        return new Card(request, end, holds, passed, approvals, decision, reason, version + 1);
    }
}
