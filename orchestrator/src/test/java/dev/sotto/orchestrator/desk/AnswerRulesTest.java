package dev.sotto.orchestrator.desk;

import static dev.sotto.orchestrator.consult.AnswerKind.APPROVE;
import static dev.sotto.orchestrator.consult.AnswerKind.CHOOSE;
import static dev.sotto.orchestrator.consult.AnswerKind.DECLINE;
import static dev.sotto.orchestrator.consult.AnswerKind.EDIT;
import static dev.sotto.orchestrator.consult.AnswerKind.INSTRUCT;
import static dev.sotto.orchestrator.consult.AnswerKind.TAKE_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceState;
import dev.sotto.orchestrator.consult.Risk;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Proposals of the test request: 1 approves, 2 declines, 3 approves half, 4 instructs. */
class AnswerRulesTest {
    private static final Map<String, Object> WHOLE = Map.of("number", "482913", "amount", new BigDecimal("129.00"));
    private static final Map<String, Object> HALF = Map.of("number", "482913", "amount", new BigDecimal("64.50"));

    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of(APPROVE, 0, "", GuidanceState.ANSWERED, WHOLE),
                Arguments.of(APPROVE, 1, "", GuidanceState.ANSWERED, WHOLE),
                Arguments.of(APPROVE, 3, "", GuidanceState.ANSWERED, HALF),
                Arguments.of(CHOOSE, 3, "", GuidanceState.ANSWERED, HALF),
                Arguments.of(CHOOSE, 2, "", GuidanceState.DECLINED, null),
                Arguments.of(CHOOSE, 4, "", GuidanceState.ANSWERED, null),
                Arguments.of(DECLINE, 0, "no", GuidanceState.DECLINED, null),
                Arguments.of(DECLINE, 2, "", GuidanceState.DECLINED, null),
                Arguments.of(INSTRUCT, 0, "ask them", GuidanceState.ANSWERED, null),
                Arguments.of(EDIT, 1, "say it so", GuidanceState.ANSWERED, null),
                Arguments.of(TAKE_OVER, 0, "", GuidanceState.ANSWERED, null));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void whatFitsHasAStateAndApprovesExactlyTheseArguments(
            AnswerKind kind, int choice, String text, GuidanceState state, Map<String, Object> approved) {
        assertThat(judge(ConsultKind.APPROVAL, kind, choice, text))
                .isEqualTo(new Verdict.Fits(state, approved != null, approved));
    }

    static Stream<Arguments> unfitting() {
        return Stream.of(
                Arguments.of(ConsultKind.APPROVAL, APPROVE, 2, ""),
                Arguments.of(ConsultKind.APPROVAL, APPROVE, 5, ""),
                Arguments.of(ConsultKind.APPROVAL, DECLINE, 1, ""),
                Arguments.of(ConsultKind.APPROVAL, CHOOSE, 0, ""),
                Arguments.of(ConsultKind.APPROVAL, CHOOSE, -1, ""),
                Arguments.of(ConsultKind.APPROVAL, INSTRUCT, 0, "  "),
                Arguments.of(ConsultKind.APPROVAL, EDIT, 0, ""),
                Arguments.of(ConsultKind.APPROVAL, INSTRUCT, 0, "x".repeat(AnswerRules.LONGEST_TEXT + 1)),
                Arguments.of(ConsultKind.CLARIFICATION, APPROVE, 0, ""));
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void whatDoesNotFitIsRefusedWithAReason(ConsultKind consult, AnswerKind kind, int choice, String text) {
        assertThat(judge(consult, kind, choice, text)).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void anApprovingProposalWithoutAGatedToolOpensNothing() {
        assertThat(judge(ConsultKind.CLARIFICATION, CHOOSE, 1, ""))
                .isEqualTo(new Verdict.Fits(GuidanceState.ANSWERED, true, null));
    }

    @Test
    void aMessageThatWaitsToBeSaidIsApprovedEditedOrDeclined() {
        var request =
                Cards.with(Cards.request("g", "billing", Duration.ofMinutes(1), ConsultKind.CLARIFICATION), List.of());
        var message = new GuidanceRequest(
                request.id(),
                request.conversationId(),
                request.channel(),
                request.task(),
                "message",
                ConsultKind.APPROVAL,
                request.question(),
                request.summary(),
                request.excerpt(),
                request.evidence(),
                request.proposals(),
                null,
                request.skill(),
                request.createdAt(),
                request.offerWithin(),
                request.answerBy(),
                new GuidanceRequest.Terms("", Risk.MEDIUM, 1, false, false, "We open at nine."));

        assertThat(AnswerRules.judge(message, APPROVE, 0, ""))
                .isEqualTo(new Verdict.Fits(GuidanceState.ANSWERED, true, null));
        assertThat(AnswerRules.judge(message, EDIT, 0, "We open at ten."))
                .isEqualTo(new Verdict.Fits(GuidanceState.ANSWERED, false, null));
        assertThat(AnswerRules.judge(message, DECLINE, 0, ""))
                .isEqualTo(new Verdict.Fits(GuidanceState.DECLINED, false, null));
        assertThat(AnswerRules.judge(message, EDIT, 0, "")).isInstanceOf(Verdict.Invalid.class);
    }

    /** Of two: whoever answers how, in whatever order, only the same approval of another person decides. */
    @Property(tries = 300)
    void twoApproveTheSameOrNobodyDoes(
            @ForAll("approvals") List<Map.Entry<String, Integer>> answers, @ForAll boolean choosing) {
        Card card =
                Card.asked(Cards.forTwo(Cards.request("g", "billing", Duration.ofMinutes(1), ConsultKind.APPROVAL)));
        String first = "";
        Object firstArguments = null;
        for (Map.Entry<String, Integer> answer : answers) {
            String agent = answer.getKey();
            AnswerKind kind = choosing && answer.getValue() > 0 ? CHOOSE : APPROVE;
            Map<String, Object> arguments = answer.getValue() == 3 ? HALF : WHOLE;
            Verdict verdict = AnswerRules.judge(card, agent, kind, answer.getValue(), "");
            if (first.isEmpty()) {
                assertThat(verdict).isEqualTo(new Verdict.First());
                card = card.on(
                        new CardEvent.Approved(new GuidanceAnswer(kind, answer.getValue(), "", agent, Cards.NOON)));
                first = agent;
                firstArguments = arguments;
            } else if (first.equals(agent)) {
                assertThat(verdict).isInstanceOf(Verdict.Again.class);
            } else if (arguments.equals(firstArguments)) {
                assertThat(verdict).isEqualTo(new Verdict.Fits(GuidanceState.ANSWERED, true, arguments));
            } else {
                assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
            }
        }
    }

    @Provide
    Arbitrary<List<Map.Entry<String, Integer>>> approvals() {
        return Arbitraries.of("ada", "ben", "cid")
                .flatMap(agent -> Arbitraries.of(0, 1, 3).map(choice -> Map.entry(agent, choice)))
                .list()
                .ofMaxSize(6);
    }

    private static Verdict judge(ConsultKind consult, AnswerKind kind, int choice, String text) {
        return AnswerRules.judge(Cards.request("g", "billing", Duration.ofMinutes(1), consult), kind, choice, text);
    }
}
