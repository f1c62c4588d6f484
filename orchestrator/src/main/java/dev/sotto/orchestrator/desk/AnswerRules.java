package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
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
                        ? new Verdict.Fits(GuidanceState.DECLINED, null)
                        : new Verdict.Invalid("Proposal " + choice + " does not decline");
            case CHOOSE -> proposal == null ? new Verdict.Invalid("Which proposal?") : choose(request, proposal);
            case INSTRUCT, EDIT ->
                text.isBlank()
                        ? new Verdict.Invalid("The text is missing")
                        : new Verdict.Fits(GuidanceState.ANSWERED, null);
            case TAKE_OVER -> new Verdict.Fits(GuidanceState.ANSWERED, null);
        };
    }

    private static Verdict approve(GuidanceRequest request, @Nullable Proposal proposal) {
        if (!agrees(proposal, AnswerKind.APPROVE)) {
            return new Verdict.Invalid("That proposal does not approve");
        }
        if (proposal == null && request.kind() != ConsultKind.APPROVAL) {
            return new Verdict.Invalid("There is nothing to approve");
        }
        return new Verdict.Fits(GuidanceState.ANSWERED, approved(request, proposal));
    }

    private static Verdict choose(GuidanceRequest request, Proposal proposal) {
        return switch (proposal.decision()) {
            case APPROVE -> new Verdict.Fits(GuidanceState.ANSWERED, approved(request, proposal));
            case DECLINE -> new Verdict.Fits(GuidanceState.DECLINED, null);
            default -> new Verdict.Fits(GuidanceState.ANSWERED, null);
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
