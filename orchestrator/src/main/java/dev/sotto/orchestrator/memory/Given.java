package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.assistant.intent.IntentIndex;
import dev.sotto.orchestrator.assistant.wording.Wording;
import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, without who and when. Arguments of a tool are never part of it.
 *
 * @param label of the proposal that was chosen; empty when none was, or when it is what the bare decision means
 * @param text the person's words; empty when there are none
 */
record Given(AnswerKind kind, String label, String text) {
    static final int LONGEST = 400;

    static Given of(GuidanceRequest request, GuidanceAnswer answer) {
        Proposal chosen = chosen(request, answer);
        String text = answer.text().strip();
        if (chosen == null) {
            return new Given(answer.answer(), "", text);
        }
        if (answer.answer() == AnswerKind.INSTRUCT || answer.answer() == AnswerKind.EDIT) {
            boolean own = !chosen.remembered() && plain(chosen.label()).equals(plain(text));
            return own ? new Given(chosen.decision(), chosen.label(), "") : new Given(answer.answer(), "", text);
        }
        AnswerKind kind = answer.answer() == AnswerKind.CHOOSE ? chosen.decision() : answer.answer();
        return new Given(kind, isBare(request, chosen) ? "" : chosen.label(), text);
    }

    private static @Nullable Proposal chosen(GuidanceRequest request, GuidanceAnswer answer) {
        List<Proposal> proposals = request.proposals();
        if (answer.choice() >= 1 && answer.choice() <= proposals.size()) {
            return proposals.get(answer.choice() - 1);
        }
        // a clarification takes the name of a proposal for its choice
        return request.kind() != ConsultKind.CLARIFICATION || answer.answer() != AnswerKind.INSTRUCT
                ? null
                : proposals.stream()
                        .filter(proposal -> plain(proposal.label()).equals(plain(answer.text())))
                        .findFirst()
                        .orElse(null);
    }

    /** True for a proposal that says no more than its decision: approve as asked, or a remembered one. */
    private static boolean isBare(GuidanceRequest request, Proposal proposal) {
        boolean asAsked = proposal.with() == null
                || (request.approval() != null
                        && proposal.with().equals(request.approval().with()));
        return proposal.remembered() || (proposal.decision() == AnswerKind.APPROVE && asAsked);
    }

    /** Equal for answers that mean the same. */
    String key() {
        return switch (kind) {
            case INSTRUCT -> "say:" + plain(Wording.of(text, ""));
            case EDIT -> "say:" + plain(text);
            case DECLINE -> "decline:" + plain(label) + ":" + plain(text);
            case APPROVE -> "approve:" + plain(label);
            case CHOOSE -> "choose:" + plain(label);
            case TAKE_OVER -> "take_over";
        };
    }

    /** True when this proposal of a task would answer the same. */
    boolean isFor(GuidanceRequest request, Proposal proposal) {
        AnswerKind decision = proposal.decision();
        if (kind == AnswerKind.APPROVE && label.isEmpty()) {
            return decision == AnswerKind.APPROVE && isBare(request, proposal);
        }
        if (kind == AnswerKind.DECLINE && label.isEmpty()) {
            String reason = proposal.reason() == null ? "" : proposal.reason();
            return decision == AnswerKind.DECLINE && plain(reason).equals(plain(text));
        }
        String named = label.isEmpty() ? text : label;
        return decision != AnswerKind.TAKE_OVER && plain(named).equals(plain(proposal.label()));
    }

    static String plain(String text) {
        return IntentIndex.plain(text);
    }
}
