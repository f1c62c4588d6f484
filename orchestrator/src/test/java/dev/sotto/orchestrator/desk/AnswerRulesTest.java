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
import dev.sotto.orchestrator.consult.GuidanceState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
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

    private static Verdict judge(ConsultKind consult, AnswerKind kind, int choice, String text) {
        return AnswerRules.judge(Cards.request("g", "billing", Duration.ofMinutes(1), consult), kind, choice, text);
    }
}
