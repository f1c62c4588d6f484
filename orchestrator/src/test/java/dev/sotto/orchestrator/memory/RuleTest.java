package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.message.ToMemory.RuleAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
    private static final Vector VECTOR = Vector.of(new float[] {1, 0});
    private static final Instant LATER = Asked.NOON.plus(Duration.ofDays(30));

    private static Rule rule(Given given, Rule.Score score) {
        return new Rule(
                "r-1",
                RuleState.ON,
                "",
                "",
                ConsultKind.INSTRUCTION,
                "do you repair jackets",
                VECTOR,
                List.of(),
                List.of("jacket", "repair"),
                given,
                List.of(),
                List.of("ada", "ben"),
                score,
                Asked.NOON,
                LATER,
                null);
    }

    private static Rule says(String text) {
        return rule(new Given(AnswerKind.INSTRUCT, "", text), Rule.Score.NONE);
    }

    @Test
    void itAnswersInItsOwnName() {
        assertThat(says("Yes").answer(Asked.freely("do you repair jackets")))
                .contains(new RuleAnswer("rule:r-1", AnswerKind.INSTRUCT, 0, "Yes"));
    }

    @Test
    void itChoosesByNameAndIsSilentWhenTheTaskHasNoSuchProposal() {
        var damaged = Asked.damaged("tent", "zip", "yes", "$10.00");

        assertThat(rule(new Given(AnswerKind.CHOOSE, "Repair it", ""), Rule.Score.NONE)
                        .answer(damaged))
                .hasValueSatisfying(answer -> assertThat(answer.choice()).isEqualTo(2));
        assertThat(rule(new Given(AnswerKind.CHOOSE, "Burn it", ""), Rule.Score.NONE)
                        .answer(damaged))
                .isEmpty();
    }

    @Test
    void itApprovesOnlyWhatTheTaskLetsItAndNeverWhatIsRiskyOrTakesTwo() {
        Rule approving = rule(new Given(AnswerKind.APPROVE, "", ""), Rule.Score.NONE);

        assertThat(approving.answer(Asked.refund(true, Risk.LOW, 1))).isPresent();
        assertThat(approving.answer(Asked.refund(false, Risk.LOW, 1))).isEmpty();
        assertThat(approving.answer(Asked.refund(true, Risk.HIGH, 1))).isEmpty();
        assertThat(approving.answer(Asked.refund(true, Risk.LOW, 2))).isEmpty();
    }

    @Test
    void everySoManiethQuestionIsForPeople() {
        RuleBook book = new RuleBook(4);
        book.replace(List.of(says("Yes")));
        var request = Asked.freely("do you repair jackets");

        long byRule = IntStream.range(0, 40)
                .filter(asked -> book.answer(request, Question.of(request), VECTOR, Asked.NOON)
                        .isPresent())
                .count();

        assertThat(byRule).isEqualTo(30);
    }

    @Test
    void rulesThatContradictEachOtherAndThoseWhoseTimeIsOverAreSilent() {
        RuleBook book = new RuleBook(1_000);
        var request = Asked.freely("do you repair jackets");
        book.replace(List.of(says("Yes"), says("No")));
        assertThat(book.answer(request, Question.of(request), VECTOR, Asked.NOON))
                .isEmpty();

        book.replace(List.of(says("Yes")));
        assertThat(book.answer(request, Question.of(request), VECTOR, Asked.NOON))
                .isPresent();
        assertThat(book.answer(request, Question.of(request), VECTOR, LATER)).isEmpty();

        book.replace(List.of(says("Yes").in(RuleState.SHADOW)));
        assertThat(book.answer(request, Question.of(request), VECTOR, Asked.NOON))
                .isEmpty();
        assertThat(book.points()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // streak, helped, failed, helped before, failed before, at fault
        "0, 0, 0, 0, 0, false",
        "1, 0, 0, 0, 0, false",
        "2, 0, 0, 0, 0, true",
        "0, 0, 4, 5, 0, false",
        "0, 3, 2, 5, 0, true",
        "0, 4, 1, 5, 0, false",
        "0, 3, 2, 3, 2, false",
        "0, 1, 4, 3, 2, true"
    })
    void itIsRolledBackWhenPeopleContradictItTwiceOrWhenItHelpsLess(
            int streak, int helped, int failed, int helpedBefore, int failedBefore, boolean fault) {
        var score = new Rule.Score(helpedBefore, failedBefore, 0, 0, streak, 0, helped, failed);

        assertThat(rule(new Given(AnswerKind.INSTRUCT, "", "Yes"), score).fault() != null)
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "PROPOSED, shadow off",
        "SHADOW, on off",
        "ON, shadow off",
        "OFF, shadow",
        "EXPIRED, ''",
        "ROLLED_BACK, ''"
    })
    void aSupervisorCanDoTheseThingsAndNothingElse(RuleState state, String moves) {
        assertThat(state.moves().stream().map(RuleState::wire))
                .containsExactlyInAnyOrder(moves.isEmpty() ? new String[0] : moves.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, TAKEN_OVER",
        "false, true, true, ASKED_AGAIN",
        "false, false, true, UNFINISHED",
        "false, false, false, HELPED"
    })
    void theWorstThatHappenedIsTheOutcome(boolean takenOver, boolean again, boolean open, Outcome outcome) {
        assertThat(Outcome.of(takenOver, again, open)).isEqualTo(outcome);
        assertThat(outcome.good()).isEqualTo(outcome == Outcome.HELPED);
    }
}
