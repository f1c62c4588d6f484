package dev.sotto.orchestrator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChosenAnswerTest {
    private final GuidanceRequest request = withRemembered();

    private static GuidanceRequest withRemembered() {
        GuidanceRequest request = Cards.request("g", "", Duration.ofMinutes(1), ConsultKind.APPROVAL);
        List<Proposal> proposals = new ArrayList<>(request.proposals());
        proposals.add(new Proposal("We open at nine", AnswerKind.INSTRUCT, "", Proposal.MEMORY, null, null));
        proposals.add(new Proposal("Decline: too old", AnswerKind.DECLINE, "", Proposal.MEMORY, "too old", null));
        proposals.add(new Proposal("Approve", AnswerKind.APPROVE, "", Proposal.MEMORY, null, null));
        return request.with(proposals);
    }

    private GuidanceAnswer given(AnswerKind kind, int choice, String text) {
        return ChosenAnswer.of(request, kind, choice, text, "ada", Cards.NOON);
    }

    @Test
    void aRememberedInstructionIsSpelledOut() {
        assertThat(given(AnswerKind.CHOOSE, 5, ""))
                .isEqualTo(new GuidanceAnswer(AnswerKind.INSTRUCT, 5, "We open at nine", "ada", Cards.NOON));
    }

    @Test
    void aRememberedDeclineBringsItsReason() {
        assertThat(given(AnswerKind.CHOOSE, 6, "").text()).isEqualTo("too old");
        assertThat(given(AnswerKind.DECLINE, 6, ""))
                .isEqualTo(new GuidanceAnswer(AnswerKind.DECLINE, 6, "too old", "ada", Cards.NOON));
    }

    @Test
    void aRememberedApprovalIsAnApprovalAndNotAChoiceThatTheTaskDoesNotKnow() {
        assertThat(given(AnswerKind.CHOOSE, 7, "").answer()).isEqualTo(AnswerKind.APPROVE);
    }

    @Test
    void aPersonsOwnWordsWin() {
        assertThat(given(AnswerKind.EDIT, 5, "At ten today"))
                .isEqualTo(new GuidanceAnswer(AnswerKind.EDIT, 5, "At ten today", "ada", Cards.NOON));
        assertThat(given(AnswerKind.DECLINE, 6, "not today").text()).isEqualTo("not today");
    }

    @Test
    void theTasksOwnProposalsStayNumbers() {
        for (int choice = 0; choice <= 4; choice++) {
            assertThat(given(AnswerKind.CHOOSE, choice, ""))
                    .isEqualTo(new GuidanceAnswer(AnswerKind.CHOOSE, choice, "", "ada", Cards.NOON));
        }
    }
}
