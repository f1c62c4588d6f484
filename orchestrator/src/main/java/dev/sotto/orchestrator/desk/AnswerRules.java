package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.consult.GuidanceState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which answers a request takes. */
public final class AnswerRules {
    /** Longest text of an answer. */
    public static final int LONGEST_TEXT = 4_000;

    private AnswerRules() {}

    /**
     * Judges an answer to a card that somebody may have approved already: two people must approve the same, and either may
     * decline for both.
     */
    public static Verdict judge(Card card, String agent, AnswerKind kind, int choice, String text) {
        Verdict verdict = judge(card.request(), kind, choice, text);
        if (!(verdict instanceof Verdict.Fits fits) || !fits.approves() || card.approvalsNeeded() == 1) {
            return verdict;
        }
        if (card.isApprovedBy(agent)) {
            return new Verdict.Again("You have approved it already; a second person must approve");
        }
        if (card.approvals().isEmpty()) {
            return new Verdict.First();
        }
        GuidanceAnswer first = card.approvals().get(0);
        Verdict before = judge(card.request(), first.answer(), first.choice(), first.text());
        return fits.equals(before) ? fits : new Verdict.Invalid(first.agent() + " approved " + named(card, first));
    }

    private static String named(Card card, GuidanceAnswer approval) {
        return approval.choice() == 0
                ? "what was asked, not another proposal"
                : "'" + card.request().proposals().get(approval.choice() - 1).label() + "'";
    }

    /** Judges an answer by itself. */
    public static Verdict judge(GuidanceRequest request, AnswerKind kind, int choice, String text) {
        int proposals = request.proposals().size();
        if (choice < 0 || choice > proposals) {
            return new Verdict.Invalid("There are " + proposals + " proposals, not a number " + choice);
        }
        if (text.length() > LONGEST_TEXT) {
            return new Verdict.Invalid("The text is longer than " + LONGEST_TEXT + " characters");
        }
        Proposal proposal = choice == 0 ? null : request.proposals().get(choice - 1);
        return switch (kind) {
            case APPROVE -> approve(request, proposal);
            case DECLINE ->
                agrees(proposal, AnswerKind.DECLINE)
                        ? new Verdict.Fits(GuidanceState.DECLINED, false, null)
                        : new Verdict.Invalid("Proposal " + choice + " does not decline");
            case CHOOSE -> proposal == null ? new Verdict.Invalid("Which proposal?") : choose(request, proposal);
            case INSTRUCT, EDIT ->
                text.isBlank()
                        ? new Verdict.Invalid("The text is missing")
                        : new Verdict.Fits(GuidanceState.ANSWERED, false, null);
            case TAKE_OVER -> new Verdict.Fits(GuidanceState.ANSWERED, false, null);
        };
    }

    private static Verdict approve(GuidanceRequest request, @Nullable Proposal proposal) {
        if (!agrees(proposal, AnswerKind.APPROVE)) {
            return new Verdict.Invalid("That proposal does not approve");
        }
        if (proposal == null && request.kind() != ConsultKind.APPROVAL) {
            return new Verdict.Invalid("There is nothing to approve");
        }
        return new Verdict.Fits(GuidanceState.ANSWERED, true, approved(request, proposal));
    }

    private static Verdict choose(GuidanceRequest request, Proposal proposal) {
        return switch (proposal.decision()) {
            case APPROVE -> new Verdict.Fits(GuidanceState.ANSWERED, true, approved(request, proposal));
            case DECLINE -> new Verdict.Fits(GuidanceState.DECLINED, false, null);
            default -> new Verdict.Fits(GuidanceState.ANSWERED, false, null);
        };
    }

    private static boolean agrees(@Nullable Proposal proposal, AnswerKind kind) {
        return proposal == null || proposal.decision() == kind;
    }

    private static @Nullable Map<String, Object> approved(GuidanceRequest request, @Nullable Proposal proposal) {
        if (request.approval() == null) {
            return null;
        }
        Map<String, Object> with = new LinkedHashMap<>(request.approval().with());
        if (proposal != null && proposal.with() != null) {
            with.putAll(proposal.with());
        }
        return with;
    }
}
