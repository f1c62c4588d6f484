package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import dev.sotto.orchestrator.consult.Risk;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposingTest {
    private static final float[] SAME = {1, 0, 0};
    private static final float[] NEAR = {0.8f, 0.6f, 0};
    private static final float[] ELSEWHERE = {0, 0, 1};
    private static final Vector ASKED = Vector.of(SAME);

    private static Remembered said(String agent, String text, float[] direction, int minutesAgo, Outcome outcome) {
        Remembered answer = Asked.remembered(
                Asked.freely("do you repair it"),
                Asked.said(agent, text),
                direction,
                Asked.NOON.minusSeconds(60L * minutesAgo));
        return with(answer, outcome);
    }

    private static Remembered with(Remembered answer, Outcome outcome) {
        return new Remembered(
                answer.guidance(),
                answer.conversation(),
                answer.question(),
                answer.vector(),
                answer.given(),
                answer.tellable(),
                answer.agent(),
                answer.at(),
                outcome);
    }

    private static List<Proposal> proposals(Remembered... newestFirst) {
        return Proposing.of(Asked.freely("can it be repaired"), ASKED, List.of(newestFirst));
    }

    @Test
    void equalAnswersAreOneProposalWithTheirCountAndTheLatestKnownOutcome() {
        List<Proposal> proposals = proposals(
                said("ben", "Yes, in our workshop", SAME, 1, null),
                said("ada", "Tell him yes, in our workshop.", NEAR, 2, Outcome.HELPED));

        assertThat(proposals).singleElement().satisfies(proposal -> {
            assertThat(proposal.label()).isEqualTo("Yes, in our workshop");
            assertThat(proposal.decision()).isEqualTo(AnswerKind.INSTRUCT);
            assertThat(proposal.with()).isNull();
            assertThat(proposal.origin())
                    .isEqualTo(new GuidanceRequest.Origin(2, "ben", Asked.NOON.minusSeconds(60), "helped"));
        });
    }

    @Test
    void theNearestAndMostFrequentComeFirstAndNeverMoreThanTwo() {
        List<Proposal> proposals = proposals(
                said("ada", "three", NEAR, 1, null),
                said("ada", "yes we do", SAME, 2, null),
                said("ben", "yes we do", SAME, 3, null),
                said("ben", "maybe", SAME, 4, null));

        assertThat(proposals).extracting(Proposal::label).containsExactly("yes we do", "maybe");
    }

    @Test
    void unlikeQuestionsRulesAndTakeOversAreNoSource() {
        GuidanceRequest request = Asked.freely("do you repair it");
        Remembered takenOver = Asked.remembered(
                request, new GuidanceAnswer(AnswerKind.TAKE_OVER, 0, "", "ada", Asked.NOON), SAME, Asked.NOON);

        assertThat(proposals(
                        said("ada", "elsewhere", ELSEWHERE, 1, null),
                        said("rule:r-1", "by a rule", SAME, 1, null),
                        takenOver))
                .isEmpty();
    }

    @Test
    void whatHasOnlyGoneWrongIsNotProposedAgain() {
        assertThat(proposals(
                        said("ada", "no", SAME, 1, Outcome.ASKED_AGAIN),
                        said("ben", "no", SAME, 2, Outcome.TAKEN_OVER)))
                .isEmpty();
    }

    @Test
    void approvalsAreNeverWordsAndNeverBringArguments() {
        GuidanceRequest earlier = Asked.refund(true, Risk.LOW, 1);
        List<Remembered> known = List.of(
                Asked.remembered(earlier, Asked.said("ada", "do as you like"), SAME, Asked.NOON),
                Asked.remembered(
                        earlier, new GuidanceAnswer(AnswerKind.APPROVE, 0, "", "ben", Asked.NOON), SAME, Asked.NOON),
                Asked.remembered(
                        earlier,
                        new GuidanceAnswer(AnswerKind.DECLINE, 0, "We don't do that", "ben", Asked.NOON),
                        SAME,
                        Asked.NOON));

        List<Proposal> proposals = Proposing.of(Asked.refund(true, Risk.LOW, 1), ASKED, known);

        assertThat(proposals)
                .extracting(Proposal::label)
                .containsExactly("Approve", "Decline: too late", "Decline: We don't do that");
        assertThat(proposals.get(0).origin()).isNotNull();
        assertThat(proposals.get(2).reason()).isEqualTo("We don't do that");
        assertThat(proposals).allSatisfy(proposal -> assertThat(proposal.with()).isNull());
    }
}
